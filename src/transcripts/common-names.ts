/** Names that are words as well: by themselves they count as names only where they are written with a capital. */
export const COMMON_NAMES: ReadonlySet<string> = new Set(
  `abel amber angel april art august autumn baker bell best bill black blue bond book brook brown bush buck carol case chance chase
  chip christian church clay cliff cook cross daisy dale dawn day dean dick drew duke dusty earl ernest early eve faith fair fall field
  fish ford forest fox frank free gene glen gold good grace grant gray green grey guy hall hand hard harry hazel heath hill holly home
  hope house hunt iris ivy jack jade jean jewel joy june justice king kit lake lance lane law lee lily long love major man marine mark
  marsh mason may melody miles mill miller misty moon moss nick night noble north olive page park pat patience paul pearl penny pierce
  piper pope porter price prince quest ray read reed reid rich river rob robin rock rose ruby rusty ryan sage sandy sharp short singer
  skip sky small smart smith snow sonny south star stern stone storm strong sue summer sun taylor terry thorn trip tuck violet wade
  walker ward warren waters way weaver wells west white will winter wise wood woods wright young das der die den van von de la le di da
  el al bin san ist mai rosa sol luz mar paz`.split(/\s+/),
)
