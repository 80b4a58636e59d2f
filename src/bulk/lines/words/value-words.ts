/** Words for choices of Gong's, by their letters. */
export const CHOICE_WORDS: Readonly<Record<string, string>> = {
  inbound: 'eingehend|ankommend|Eingang|entrant|reçu|entrante|in entrata|in ingresso|recebida|de entrada|inkomend',
  outbound: 'ausgehend|abgehend|Ausgang|sortant|émis|saliente|in uscita|efetuada|realizada|de saída|uitgaand',
  conference: 'Konferenz|conférence|conferencia|conferenza|conferência|conferentie',
  unknown: 'unbekannt|inconnu|desconocido|desconocida|sconosciuto|sconosciuta|desconhecido|desconhecida|onbekend',
  won: 'gewonnen|gagné|gagnée|ganado|ganada|vinto|vinta|ganho|ganha',
  lost: 'verloren|perdu|perdue|perdido|perdida|perso|persa',
  open: 'offen|ouvert|ouverte|abierto|abierta|aperto|aperta|aberto|aberta',
  done: 'erledigt|abgeschlossen|fait|faite|terminé|terminée|hecho|hecha|completado|completada|completato|completata|concluído|concluída|voltooid|afgerond',
  dismissed: 'verworfen|abgelehnt|ignoré|ignorée|descartado|descartada|scartato|scartata|dispensado|genegeerd',
  mobile: 'mobil|móvil|celular|cellulare|telemóvel|mobiel',
}

/** Words for yes and no; also what spreadsheets write for true and false. */
export const YES_WORDS =
  'true yes y 1 x ja j wahr oui o vrai si sí s verdadero sim verdadeiro vero waar tak prawda はい 是 да'
export const NO_WORDS = 'false no n 0 nein falsch non faux falso não nao nie onwaar fałsz nee いいえ 否 нет'

/** Seconds of the unit that the heading of a column of durations ends in, such as `Duration (min)`. */
export const UNIT_HEADINGS: { readonly [unit: string]: number } = {
  ...secondsOf(
    1,
    's sec secs second seconds sek sekunde sekunden seconde secondes segundo segundos secondo secondi seconden',
  ),
  ...secondsOf(60, 'm min mins minute minutes minuten minuto minutos minuti minuut'),
  ...secondsOf(3600, 'h hour hours std stunde stunden heure heures hora horas ora ore uur uren'),
}

/** What such a heading says about times with colons. */
export const CLOCK_HEADINGS = ['hh:mm:ss', 'h:mm:ss', 'mm:ss', 'm:ss', 'hh:mm', 'h:mm']

function secondsOf(seconds: number, words: string): { readonly [unit: string]: number } {
  return Object.fromEntries(words.split(' ').map((word) => [word, seconds]))
}
