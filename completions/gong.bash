# bash completion for gong. Generated: gong completion bash

# What may follow the words "$1".
__gong_at() {
  words='' valued='' switches=''
  case $1 in
  '') words='calls transcripts search users settings stats report query archive logs library permissions privacy crm flows tasks meetings engagement ai sync mcp webhooks profiles schedule doctor api operations completion sandbox help' valued='--profile -p --format -f --out -o --append --if-exists --status --fields --jq --sort --limit --chart --timeout --max-requests --rate --resume --lock-wait --encoding --log' switches='--sandbox --utc --bom --dry-run --yes -y --quiet -q --debug --no-progress --no-retry --no-guard --restart --help -h --version' ;;
  'calls') words='list get details find create upload outcomes access download render help' ;;
  'calls access') words='list grant revoke' ;;
  'transcripts') words='get export help' ;;
  'users') words='list get search history show help' ;;
  'settings') words='workspaces scorecards trackers briefs integration help' ;;
  'stats') words='activity daily periods interaction scorecards coaching help' ;;
  'report') words='reps scorecards trackers accounts coverage overview help' ;;
  'logs') words='list help' ;;
  'library') words='folders calls help' ;;
  'permissions') words='list get users of can diff matrix export apply create update help' ;;
  'privacy') words='find report erase erase-list verify requests receipts help' ;;
  'crm') words='integration objects schema status associations help' ;;
  'crm integration') words='get register delete' ;;
  'crm objects') words='get upload' ;;
  'crm schema') words='get add diff set' ;;
  'flows') words='list folders steps assigned assign bulk-assign bulk-status unassign help' ;;
  'tasks') words='list update help' ;;
  'meetings') words='create update delete check help' ;;
  'engagement') words='interaction viewed shared action help' ;;
  'ai') words='ask brief help' ;;
  'webhooks') words='listen verify replay help' ;;
  'profiles') words='add login list show use set check rename remove rekey export import help' ;;
  'schedule') words='add list run log remove help' ;;
  'sandbox') words='serve fire help' ;;
  'calls list') valued='--from --to --workspace -w --during --since --overlap --tz --cursor' ;;
  'calls get') : ;;
  'calls details') valued='--from --to --workspace -w --host --crm --crm-at --during --since --overlap --tz --cursor --body --set --with' ;;
  'calls find') valued='--participant --domain --account --deal --tracker --title --min-duration --max-duration --scope --from --to --workspace -w --host --during --since --overlap --tz' ;;
  'calls create') valued='--client-id --direction --started --host --party --title --purpose --duration --disposition --scheduled-from --scheduled-to --meeting-url --provider --media-url --language --workspace -w --task --custom-data --tz --body --set --file --from-file --map --country --date-format --sheet --results --failed --max-changes --media-dir' ;;
  'calls upload') : ;;
  'calls outcomes') : ;;
  'calls access list') valued='--body --set --user --from --to --during --tz' ;;
  'calls access grant') valued='--user --team --from --to --during --tz --from-file --map --country --date-format --sheet --results --failed --max-changes --body --set' ;;
  'calls access revoke') valued='--user --team --from --to --during --tz --from-file --map --country --date-format --sheet --results --failed --max-changes --body --set' ;;
  'calls download') valued='--dir' switches='--video --audio --again' ;;
  'calls render') valued='--as --call --tz' ;;
  'transcripts get') valued='--from --to --workspace -w --during --since --overlap --tz --cursor --body --set' switches='--speakers' ;;
  'transcripts export') valued='--from --to --workspace -w --during --since --overlap --tz --dir --as --speakers --give-up' switches='--anonymize --again' ;;
  'search') valued='--in --account --user --speaker --tracker --topic --from --to --workspace -w --during --since --overlap --tz' ;;
  'users list') valued='--cursor' switches='--avatars' ;;
  'users get') : ;;
  'users search') valued='--user --created-from --created-to --tz --cursor --body --set' switches='--avatars' ;;
  'users history') : ;;
  'users show') valued='--from --to --during --tz' switches='--no-grants --leaver' ;;
  'settings workspaces') : ;;
  'settings scorecards') : ;;
  'settings trackers') valued='--workspace -w' ;;
  'settings briefs') valued='--workspace -w' ;;
  'settings integration') valued='--type --origin --body --set' ;;
  'stats activity') valued='--from --to --user --during --since --overlap --tz --cursor --body --set' switches='--all-users' ;;
  'stats daily') valued='--from --to --user --during --since --overlap --tz --cursor --body --set' ;;
  'stats periods') valued='--per --from --to --user --during --since --overlap --tz --cursor --body --set' switches='--all-users' ;;
  'stats interaction') valued='--from --to --user --during --since --overlap --tz --cursor --body --set' switches='--all-users' ;;
  'stats scorecards') valued='--from --to --reviewed-from --reviewed-to --method --scorecard --user --during --since --overlap --tz --cursor --body --set' ;;
  'stats coaching') valued='--manager --workspace -w --from --to --during --since --overlap --tz' switches='--call-ids' ;;
  'report reps') valued='--from --to --workspace -w --user --team --per --during --since --overlap --tz' switches='--fresh --explain' ;;
  'report scorecards') valued='--from --to --by --scorecard --workspace -w --user --team --per --during --since --overlap --tz' switches='--fresh --explain' ;;
  'report trackers') valued='--from --to --by --tracker --workspace -w --user --team --per --during --since --overlap --tz' switches='--quotes --fresh --explain' ;;
  'report accounts') valued='--from --to --account --workspace -w --user --team --per --during --since --overlap --tz' switches='--fresh --explain' ;;
  'report coverage') valued='--from --to --workspace -w --user --team --during --since --overlap --tz' switches='--fresh --explain' ;;
  'report overview') valued='--from --to --workspace -w --user --team --per --during --since --overlap --tz' switches='--fresh --explain' ;;
  'query') valued='--file --set --in --tz' switches='--schema' ;;
  'archive') valued='--dir --from --to --media --tz' switches='--no-media --plan --verify' ;;
  'logs list') valued='--from --to --during --since --overlap --tz --cursor --call --user --event' ;;
  'library folders') valued='--workspace -w' ;;
  'library calls') valued='--workspace -w' ;;
  'permissions list') valued='--workspace -w' ;;
  'permissions get') valued='--workspace -w' ;;
  'permissions users') valued='--workspace -w' ;;
  'permissions of') : ;;
  'permissions can') : ;;
  'permissions diff') valued='--workspace -w' ;;
  'permissions matrix') valued='--workspace -w' switches='--differing' ;;
  'permissions export') valued='--workspace -w' ;;
  'permissions apply') valued='--from-file --workspace -w --results --failed --max-changes' ;;
  'permissions create') valued='--workspace -w --name --description --body --set --allow --deny --access --like' ;;
  'permissions update') valued='--name --description --body --set --allow --deny --access --workspace -w' ;;
  'privacy find') : ;;
  'privacy report') valued='--company --tz' switches='--html --md --json --name-others' ;;
  'privacy erase') valued='--max-calls --confirm --ticket --received --tz --receipt' switches='--again' ;;
  'privacy erase-list') valued='--from-file --map --country --date-format --sheet --results --failed --max-changes --max-calls --confirm --ticket --received --tz' switches='--again' ;;
  'privacy verify') valued='--from-file --map --country --date-format --sheet --wait-for' switches='--all --wait' ;;
  'privacy requests') valued='--from-file --map --country --date-format --sheet' ;;
  'privacy receipts') switches='--check' ;;
  'crm integration get') : ;;
  'crm integration register') valued='--name --owner --body --set' ;;
  'crm integration delete') valued='--request --wait-for' switches='--wait' ;;
  'crm objects get') valued='--integration --body --set' ;;
  'crm objects upload') valued='--integration --request --from-file --map --country --date-format --sheet --results --failed --max-changes --tz --wait-for' switches='--wait' ;;
  'crm schema get') valued='--integration' ;;
  'crm schema add') valued='--integration --from-file --map --sheet --results --failed --max-changes' ;;
  'crm schema diff') valued='--integration --map --sheet' ;;
  'crm schema set') valued='--integration --body --set --from-file --map --sheet --results --failed --max-changes' ;;
  'crm status') valued='--integration --wait-for' switches='--wait' ;;
  'crm associations') valued='--since --tz --cursor' ;;
  'flows list') valued='--owner --folder --workspace -w --cursor' switches='--recent --mine' ;;
  'flows folders') valued='--owner --parent --workspace -w --cursor' ;;
  'flows steps') valued='--body --set --owner' ;;
  'flows assigned') valued='--instance --body --set --flow --owner' ;;
  'flows assign') valued='--owner --description --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' switches='--ignore-cool-off --legacy-cool-off --again' ;;
  'flows bulk-assign') valued='--owner --from-file --map --country --date-format --sheet --results --failed --max-changes --file --wait-for --body --set' switches='--wait --again' ;;
  'flows bulk-status') valued='--wait-for' switches='--wait' ;;
  'flows unassign') valued='--flow --instance --by --from-file --map --country --date-format --sheet --results --failed --max-changes --body --set' switches='--all-flows' ;;
  'tasks list') valued='--user --type --action --status --workspace -w --body --set' ;;
  'tasks update') valued='--user --status --due --priority --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' ;;
  'meetings create') valued='--organizer --from --to --title --invite --external-id --provider --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' switches='--again' ;;
  'meetings update') valued='--organizer --from --to --title --invite --external-id --provider --tz --body --set' ;;
  'meetings delete') valued='--organizer --body --set' ;;
  'meetings check') valued='--body --set' ;;
  'engagement interaction') valued='--event-id --at --type --title --content-id --url --email --tracking --system --session --device --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' ;;
  'engagement viewed') valued='--system --at --event-id --action --sharer --tracking --workspace -w --content-id --url --title --email --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' switches='--again' ;;
  'engagement shared') valued='--system --at --event-id --action --sharer --tracking --workspace -w --content-id --url --title --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' switches='--again' ;;
  'engagement action') valued='--system --at --event-id --action --sharer --tracking --workspace -w --content-id --url --title --email --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes' switches='--again' ;;
  'ai ask') valued='--workspace -w --period --from --to --during --since --overlap --tz' ;;
  'ai brief') valued='--workspace -w --period --from --to --brief --during --since --overlap --tz' ;;
  'sync') valued='--into --since --overlap --give-up --exclude --max-removals' switches='--media' ;;
  'sync status') valued='--into' ;;
  'sync check') valued='--into --sample' ;;
  'sync purge') valued='--into --older-than --person --exclude' ;;
  'mcp') valued='--install --toolset --allow --as --workspace -w --http --redact --audit' switches='--write --skill' ;;
  'webhooks listen') valued='--port --host --public-key --secret-path --url --max-age --exec --parallel --exec-timeout --attempts --into --spool --keep --reconcile --overdue --since --tz --drain' ;;
  'webhooks verify') valued='--public-key --secret-path --url --max-age --at --tz' ;;
  'webhooks replay') valued='--since --tz --exec --parallel --exec-timeout --attempts --spool' ;;
  'profiles add') valued='--base-url --keys --time-zone --workspace' switches='--no-check' ;;
  'profiles login') valued='--client-id --scopes --redirect --auth-url --keys --time-zone --workspace' switches='--manual' ;;
  'profiles list') : ;;
  'profiles show') : ;;
  'profiles use') : ;;
  'profiles set') valued='--time-zone --workspace --base-url' switches='--key-from-stdin --no-check' ;;
  'profiles check') : ;;
  'profiles rename') : ;;
  'profiles remove') : ;;
  'profiles rekey') valued='--keys' ;;
  'profiles export') : ;;
  'profiles import') valued='--as --keys' ;;
  'schedule add') valued='--cron --tz --reserve' switches='--systemd --github --no-run' ;;
  'schedule list') : ;;
  'schedule run') : ;;
  'schedule log') : ;;
  'schedule remove') : ;;
  'doctor') switches='--offline --quota' ;;
  'api') valued='--query --body --confirm' switches='--paginate' ;;
  'operations') valued='--check' ;;
  'completion') : ;;
  'sandbox serve') valued='--port --state --latency --faults --erasure-takes --reimport-after --calls' ;;
  'sandbox fire') valued='--events --burst --fault --public-key --save' switches='--test' ;;
  *) return 1 ;;
  esac
}

# What can stand for the flag or the argument "$2" of the command "$1".
__gong_values() {
  how='' of=''
  case "$1:$2" in
  *:--profile) how=profile ;;
  *:-p) how=profile ;;
  *:--format) how=one of='table json jsonl csv tsv md html xlsx raw' ;;
  *:-f) how=one of='table json jsonl csv tsv md html xlsx raw' ;;
  *:--out) how=file ;;
  *:-o) how=file ;;
  *:--if-exists) how=one of='replace skip fail' ;;
  *:--status) how=file ;;
  *:--log) how=one of='text json' ;;
  'calls list':--from) how=one of='now today yesterday tomorrow' ;;
  'calls list':--to) how=one of='now today yesterday tomorrow' ;;
  'calls list':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'calls list':--since) how=one of='last' ;;
  'calls list':--fields) how=list of='id url title scheduled started duration primaryUserId direction system scope media language workspaceId sdrDisposition clientUniqueId customData purpose meetingUrl isPrivate calendarEventId' ;;
  'calls get':--fields) how=list of='id url title scheduled started duration primaryUserId direction system scope media language workspaceId sdrDisposition clientUniqueId customData purpose meetingUrl isPrivate calendarEventId' ;;
  'calls details':--from) how=one of='now today yesterday tomorrow' ;;
  'calls details':--to) how=one of='now today yesterday tomorrow' ;;
  'calls details':--crm) how=one of='none basic extended' ;;
  'calls details':--crm-at) how=list of='now call time-of-call' ;;
  'calls details':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'calls details':--since) how=one of='last' ;;
  'calls details':--with) how=list of='parties brief outline highlights key-points outcome topics trackers tracker-occurrences structure points-of-interest speakers video stats questions comments media all' ;;
  'calls details':--fields) how=list of='metaData.id metaData.url metaData.title metaData.scheduled metaData.started metaData.duration metaData.primaryUserId metaData.direction metaData.system metaData.scope metaData.media metaData.language metaData.workspaceId metaData.sdrDisposition metaData.clientUniqueId metaData.customData metaData.purpose metaData.meetingUrl metaData.isPrivate metaData.calendarEventId context parties content.structure content.trackers content.topics content.brief content.outline content.highlights content.callOutcome.id content.callOutcome.category content.callOutcome.name content.keyPoints content.pointsOfInterest interaction.speakers interaction.interactionStats interaction.video interaction.questions.companyCount interaction.questions.nonCompanyCount collaboration.publicComments media.audioUrl media.videoUrl' ;;
  'calls find':--scope) how=one of='internal external unknown' ;;
  'calls find':--from) how=one of='now today yesterday tomorrow' ;;
  'calls find':--to) how=one of='now today yesterday tomorrow' ;;
  'calls find':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'calls find':--since) how=one of='last' ;;
  'calls find':--fields) how=list of='metaData.id metaData.url metaData.title metaData.scheduled metaData.started metaData.duration metaData.primaryUserId metaData.direction metaData.system metaData.scope metaData.media metaData.language metaData.workspaceId metaData.sdrDisposition metaData.clientUniqueId metaData.customData metaData.purpose metaData.meetingUrl metaData.isPrivate metaData.calendarEventId context parties content.trackers matched' ;;
  'calls create':--direction) how=one of='inbound outbound conference unknown' ;;
  'calls create':--started) how=one of='now today yesterday tomorrow' ;;
  'calls create':--scheduled-from) how=one of='now today yesterday tomorrow' ;;
  'calls create':--scheduled-to) how=one of='now today yesterday tomorrow' ;;
  'calls create':--file) how=file ;;
  'calls create':--from-file) how=file ;;
  'calls create':--results) how=file ;;
  'calls create':--failed) how=file ;;
  'calls create':--media-dir) how=file ;;
  'calls create':--fields) how=list of='callId outcome media url why id' ;;
  'calls upload':2) how=file ;;
  'calls upload':--fields) how=list of='callId url' ;;
  'calls outcomes':--fields) how=list of='callOutcome displayOrder connectStatus sentiment todoAction automation category' ;;
  'calls access list':--from) how=one of='now today yesterday tomorrow' ;;
  'calls access list':--to) how=one of='now today yesterday tomorrow' ;;
  'calls access list':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'calls access list':--fields) how=list of='callId users userId title started' ;;
  'calls access grant':--from) how=one of='now today yesterday tomorrow' ;;
  'calls access grant':--to) how=one of='now today yesterday tomorrow' ;;
  'calls access grant':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'calls access grant':--from-file) how=file ;;
  'calls access grant':--results) how=file ;;
  'calls access grant':--failed) how=file ;;
  'calls access grant':--fields) how=list of='callId userId outcome why id access userName callTitle' ;;
  'calls access revoke':--from) how=one of='now today yesterday tomorrow' ;;
  'calls access revoke':--to) how=one of='now today yesterday tomorrow' ;;
  'calls access revoke':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'calls access revoke':--from-file) how=file ;;
  'calls access revoke':--results) how=file ;;
  'calls access revoke':--failed) how=file ;;
  'calls access revoke':--fields) how=list of='callId userId outcome why id access userName callTitle' ;;
  'calls download':--dir) how=file ;;
  'calls download':--fields) how=list of='callId title medium bytes status file' ;;
  'calls render':*[0-9]) how=file ;;
  'calls render':--as) how=one of='md html txt srt vtt' ;;
  'calls render':--fields) how=list of='callId metaData parties content transcript' ;;
  'transcripts get':--from) how=one of='now today yesterday tomorrow' ;;
  'transcripts get':--to) how=one of='now today yesterday tomorrow' ;;
  'transcripts get':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'transcripts get':--since) how=one of='last' ;;
  'transcripts get':--fields) how=list of='callId title started transcript' ;;
  'transcripts export':--from) how=one of='now today yesterday tomorrow' ;;
  'transcripts export':--to) how=one of='now today yesterday tomorrow' ;;
  'transcripts export':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'transcripts export':--since) how=one of='last' ;;
  'transcripts export':--dir) how=file ;;
  'transcripts export':--as) how=list of='md txt srt vtt json csv' ;;
  'transcripts export':--speakers) how=one of='internal external all' ;;
  'transcripts export':--give-up) how=one of='now today yesterday tomorrow' ;;
  'transcripts export':--fields) how=list of='callId title files sentences status' ;;
  'search':--speaker) how=list of='internal external unknown' ;;
  'search':--from) how=one of='now today yesterday tomorrow' ;;
  'search':--to) how=one of='now today yesterday tomorrow' ;;
  'search':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'search':--since) how=one of='last' ;;
  'search':--fields) how=list of='score callId title started at speaker emailAddress affiliation userId text before after link' ;;
  'users list':--fields) how=list of='id emailAddress created active emailAliases trustedEmailAddress firstName lastName title phoneNumber extension personalMeetingUrls settings.webConferencesRecorded settings.preventWebConferenceRecording settings.telephonyCallsImported settings.emailsImported settings.preventEmailImport settings.nonRecordedMeetingsImported settings.gongConnectEnabled managerId meetingConsentPageUrl conferencingProviders spokenLanguages' ;;
  'users get':--fields) how=list of='id emailAddress created active emailAliases trustedEmailAddress firstName lastName title phoneNumber extension personalMeetingUrls settings.webConferencesRecorded settings.preventWebConferenceRecording settings.telephonyCallsImported settings.emailsImported settings.preventEmailImport settings.nonRecordedMeetingsImported settings.gongConnectEnabled managerId meetingConsentPageUrl conferencingProviders spokenLanguages' ;;
  'users search':--created-from) how=one of='now today yesterday tomorrow' ;;
  'users search':--created-to) how=one of='now today yesterday tomorrow' ;;
  'users search':--fields) how=list of='id emailAddress created active emailAliases trustedEmailAddress firstName lastName title phoneNumber extension personalMeetingUrls settings.webConferencesRecorded settings.preventWebConferenceRecording settings.telephonyCallsImported settings.emailsImported settings.preventEmailImport settings.nonRecordedMeetingsImported settings.gongConnectEnabled managerId meetingConsentPageUrl conferencingProviders spokenLanguages' ;;
  'users history':--fields) how=list of='setting value time' ;;
  'users show':--from) how=one of='now today yesterday tomorrow' ;;
  'users show':--to) how=one of='now today yesterday tomorrow' ;;
  'users show':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'settings workspaces':--fields) how=list of='id name description' ;;
  'settings scorecards':--fields) how=list of='scorecardId scorecardName workspaceId enabled updaterUserId created updated reviewMethod questions' ;;
  'settings trackers':--fields) how=list of='trackerId trackerName workspaceId languageKeywords affiliation partOfQuestion saidAt saidAtInterval saidAtUnit saidInTopics filterQuery created creatorUserId updated updaterUserId' ;;
  'settings briefs':--fields) how=list of='briefId briefName workspaceId description status creator creatorUserId created updated' ;;
  'settings integration':--type) how=list of='email-composer account-pages dialer' ;;
  'settings integration':--fields) how=list of='integrationType allowedOrigin integrationId' ;;
  'stats activity':--from) how=one of='now today yesterday tomorrow' ;;
  'stats activity':--to) how=one of='now today yesterday tomorrow' ;;
  'stats activity':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'stats activity':--since) how=one of='last' ;;
  'stats activity':--fields) how=list of='userId userEmailAddress userAggregateActivityStats.callsAsHost userAggregateActivityStats.callsGaveFeedback userAggregateActivityStats.callsRequestedFeedback userAggregateActivityStats.callsReceivedFeedback userAggregateActivityStats.ownCallsListenedTo userAggregateActivityStats.othersCallsListenedTo userAggregateActivityStats.callsSharedInternally userAggregateActivityStats.callsSharedExternally userAggregateActivityStats.callsScorecardsFilled userAggregateActivityStats.callsScorecardsReceived userAggregateActivityStats.callsAttended userAggregateActivityStats.callsCommentsGiven userAggregateActivityStats.callsCommentsReceived userAggregateActivityStats.callsMarkedAsFeedbackGiven userAggregateActivityStats.callsMarkedAsFeedbackReceived' ;;
  'stats daily':--from) how=one of='now today yesterday tomorrow' ;;
  'stats daily':--to) how=one of='now today yesterday tomorrow' ;;
  'stats daily':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'stats daily':--since) how=one of='last' ;;
  'stats daily':--fields) how=list of='userId userEmailAddress userDailyActivityStats' ;;
  'stats periods':--per) how=one of='day week month quarter year' ;;
  'stats periods':--from) how=one of='now today yesterday tomorrow' ;;
  'stats periods':--to) how=one of='now today yesterday tomorrow' ;;
  'stats periods':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'stats periods':--since) how=one of='last' ;;
  'stats periods':--fields) how=list of='userId userEmailAddress userAggregateActivity' ;;
  'stats interaction':--from) how=one of='now today yesterday tomorrow' ;;
  'stats interaction':--to) how=one of='now today yesterday tomorrow' ;;
  'stats interaction':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'stats interaction':--since) how=one of='last' ;;
  'stats interaction':--fields) how=list of='userId userEmailAddress personInteractionStats' ;;
  'stats scorecards':--from) how=one of='now today yesterday tomorrow' ;;
  'stats scorecards':--to) how=one of='now today yesterday tomorrow' ;;
  'stats scorecards':--reviewed-from) how=one of='now today yesterday tomorrow' ;;
  'stats scorecards':--reviewed-to) how=one of='now today yesterday tomorrow' ;;
  'stats scorecards':--method) how=one of='manual auto both automatic' ;;
  'stats scorecards':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'stats scorecards':--since) how=one of='last' ;;
  'stats scorecards':--fields) how=list of='answeredScorecardId scorecardId scorecardName callId callStartTime reviewedUserId reviewerUserId reviewMethod editorUserId reviewTime visibilityType answers' ;;
  'stats coaching':--from) how=one of='now today yesterday tomorrow' ;;
  'stats coaching':--to) how=one of='now today yesterday tomorrow' ;;
  'stats coaching':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'stats coaching':--since) how=one of='last' ;;
  'stats coaching':--fields) how=list of='manager.id manager.emailAddress manager.firstName manager.lastName manager.title directReportsMetrics workspaceId workspaceName' ;;
  'report reps':--from) how=one of='now today yesterday tomorrow' ;;
  'report reps':--to) how=one of='now today yesterday tomorrow' ;;
  'report reps':--per) how=one of='day week month quarter' ;;
  'report reps':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'report reps':--since) how=one of='last' ;;
  'report reps':--fields) how=list of='userId name emailAddress title managerName from to callsHosted callsAttended callHours callsMeasured talkRatio longestMonologue longestCustomerStory interactivity patience questionRate scorecards scoreAverage feedbackGiven feedbackReceived listened column rule request' ;;
  'report scorecards':--from) how=one of='now today yesterday tomorrow' ;;
  'report scorecards':--to) how=one of='now today yesterday tomorrow' ;;
  'report scorecards':--by) how=list of='rep scorecard question reviewer week month' ;;
  'report scorecards':--per) how=one of='day week month quarter' ;;
  'report scorecards':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'report scorecards':--since) how=one of='last' ;;
  'report scorecards':--fields) how=list of='userId name emailAddress managerName scorecardId scorecardName questionId questionText reviewerUserId reviewerName reviewMethod from to answers average minimum maximum notApplicable column rule request' ;;
  'report trackers':--from) how=one of='now today yesterday tomorrow' ;;
  'report trackers':--to) how=one of='now today yesterday tomorrow' ;;
  'report trackers':--by) how=list of='tracker account rep week' ;;
  'report trackers':--per) how=one of='day week month quarter' ;;
  'report trackers':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'report trackers':--since) how=one of='last' ;;
  'report trackers':--fields) how=list of='trackerId trackerName trackerType accountId accountName userId name emailAddress from to calls occurrences phrase callId title started hostName speakerUserId speakerName affiliation at sentence link column rule request' ;;
  'report accounts':--from) how=one of='now today yesterday tomorrow' ;;
  'report accounts':--to) how=one of='now today yesterday tomorrow' ;;
  'report accounts':--per) how=one of='day week month quarter' ;;
  'report accounts':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'report accounts':--since) how=one of='last' ;;
  'report accounts':--fields) how=list of='accountId accountName from to calls minutes lastCall reps people topics trackers column rule request' ;;
  'report coverage':--from) how=one of='now today yesterday tomorrow' ;;
  'report coverage':--to) how=one of='now today yesterday tomorrow' ;;
  'report coverage':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'report coverage':--since) how=one of='last' ;;
  'report coverage':--fields) how=list of='day counted calls withMedia transcribed analysed private missing column rule request' ;;
  'report overview':--from) how=one of='now today yesterday tomorrow' ;;
  'report overview':--to) how=one of='now today yesterday tomorrow' ;;
  'report overview':--per) how=one of='day week month quarter' ;;
  'report overview':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'report overview':--since) how=one of='last' ;;
  'report overview':--fields) how=list of='from to timeZone per reps repsByPeriod scorecards scorecardsByPeriod questions trackers trackersByPeriod accounts coverage explained' ;;
  'query':--file) how=file ;;
  'archive':*[0-9]) how=list of='settings people permissions library crm calls transcripts scorecards stats engage logs access media' ;;
  'archive':--dir) how=file ;;
  'archive':--from) how=one of='now today yesterday tomorrow' ;;
  'archive':--to) how=one of='now today yesterday tomorrow' ;;
  'archive':--media) how=list of='video audio' ;;
  'archive':--fields) how=list of='what state files records bytes requests why' ;;
  'logs list':1) how=one of='access activity call-play shared-access shared-play access-log user-activity-log user-call-play externally-shared-call-access externally-shared-call-play' ;;
  'logs list':--from) how=one of='now today yesterday tomorrow' ;;
  'logs list':--to) how=one of='now today yesterday tomorrow' ;;
  'logs list':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'logs list':--since) how=one of='last' ;;
  'logs list':--fields) how=list of='userId userEmailAddress userFullName impersonatorUserId impersonatorEmailAddress impersonatorFullName impersonatorCompanyId eventTime logRecord.*' ;;
  'library folders':--fields) how=list of='id name parentFolderId createdBy updated' ;;
  'library calls':--fields) how=list of='id title note addedBy created url snippet.fromSec snippet.toSec' ;;
  'permissions list':--fields) how=list of='id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays' ;;
  'permissions get':--fields) how=list of='id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays' ;;
  'permissions users':--fields) how=list of='id fullName emailAddress' ;;
  'permissions of':--fields) how=list of='workspaceId workspaceName profileId profileName seesCalls seesDeals' ;;
  'permissions can':--fields) how=list of='can reason userId userName callId callTitle workspaceId workspaceName profiles isHost tookPart isGranted isPrivate notTold' ;;
  'permissions export':--fields) how=list of='workspace profiles' ;;
  'permissions apply':1) how=file ;;
  'permissions apply':--from-file) how=file ;;
  'permissions apply':--results) how=file ;;
  'permissions apply':--failed) how=file ;;
  'permissions apply':--fields) how=list of='profile outcome why id changes' ;;
  'permissions create':--allow) how=list of='score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays' ;;
  'permissions create':--deny) how=list of='score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays' ;;
  'permissions create':--fields) how=list of='id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays' ;;
  'permissions update':--allow) how=list of='score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays' ;;
  'permissions update':--deny) how=list of='score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays' ;;
  'permissions update':--fields) how=list of='id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays' ;;
  'privacy find':--fields) how=list of='value counts.calls counts.emails counts.meetings counts.customerData counts.customerEngagement calls emails meetings customerData customerEngagement suppliedPhoneNumber matchingPhoneNumbers emailAddresses' ;;
  'privacy report':--fields) how=list of='about made zone company others counts remarks parts limits' ;;
  'privacy erase':--received) how=one of='now today yesterday tomorrow' ;;
  'privacy erase':--receipt) how=file ;;
  'privacy erase':--fields) how=list of='value outcome receipt counts requestId company profile host' ;;
  'privacy erase-list':1) how=file ;;
  'privacy erase-list':--from-file) how=file ;;
  'privacy erase-list':--results) how=file ;;
  'privacy erase-list':--failed) how=file ;;
  'privacy erase-list':--received) how=one of='now today yesterday tomorrow' ;;
  'privacy verify':--from-file) how=file ;;
  'privacy verify':--fields) how=list of='receipt value ticket at outcome verdict left by why copies' ;;
  'privacy requests':--from-file) how=file ;;
  'privacy requests':--fields) how=list of='state value ticket received deadline erased verified reimported why receipts calls request company host profile' ;;
  'crm integration get':--fields) how=list of='integrationId ownerEmail name' ;;
  'crm integration register':--fields) how=list of='integrationId' ;;
  'crm integration delete':--fields) how=list of='clientRequestId status errors totalErrorCount totalSuccessCount' ;;
  'crm objects get':1) how=one of='account contact deal lead' ;;
  'crm objects upload':1) how=one of='account contact deal lead business-user stage' ;;
  'crm objects upload':2) how=file ;;
  'crm objects upload':--from-file) how=file ;;
  'crm objects upload':--results) how=file ;;
  'crm objects upload':--failed) how=file ;;
  'crm schema get':1) how=one of='account contact deal lead' ;;
  'crm schema get':--fields) how=list of='objectType uniqueName label type lastModified isDeleted referenceTo orderedValueList' ;;
  'crm schema add':1) how=one of='account contact deal lead' ;;
  'crm schema add':--from-file) how=file ;;
  'crm schema add':--results) how=file ;;
  'crm schema add':--failed) how=file ;;
  'crm schema diff':1) how=one of='account contact deal lead' ;;
  'crm schema diff':2) how=file ;;
  'crm schema diff':--fields) how=list of='uniqueName type change before differs' ;;
  'crm schema set':1) how=one of='account contact deal lead' ;;
  'crm schema set':2) how=file ;;
  'crm schema set':--from-file) how=file ;;
  'crm schema set':--results) how=file ;;
  'crm schema set':--failed) how=file ;;
  'crm status':--fields) how=list of='clientRequestId status errors totalErrorCount totalSuccessCount' ;;
  'crm associations':--since) how=one of='now today yesterday tomorrow' ;;
  'flows list':--fields) how=list of='id name folderId folderName visibility creationDate exclusive' ;;
  'flows folders':--fields) how=list of='id name folderId folderName visibility creationDate exclusive parentFolderId' ;;
  'flows steps':--fields) how=list of='id name folderId visibility creationDate exclusive description steps' ;;
  'flows assigned':--fields) how=list of='flowId flowName crmProspectId flowInstanceId flowInstanceOwnerEmail flowInstanceOwnerFullName flowInstanceCreateDate flowInstanceStatus workspaceId exclusive' ;;
  'flows assign':--from-file) how=file ;;
  'flows assign':--results) how=file ;;
  'flows assign':--failed) how=file ;;
  'flows assign':--fields) how=list of='crmProspectId outcome why id flowId flowName flowInstanceId flowInstanceOwnerEmail flowInstanceOwnerFullName flowInstanceCreateDate flowInstanceStatus workspaceId exclusive errorCode errorMessage' ;;
  'flows bulk-assign':--from-file) how=file ;;
  'flows bulk-assign':--results) how=file ;;
  'flows bulk-assign':--failed) how=file ;;
  'flows bulk-assign':--file) how=file ;;
  'flows bulk-assign':--fields) how=list of='firstName lastName email jobTitle linkedInUrl crmId accountCrmId companyName outcome why id bulkAssignmentId crmProspectId' ;;
  'flows bulk-status':--fields) how=list of='id status totalCount processedCount successCount failedCount results' ;;
  'flows unassign':--from-file) how=file ;;
  'flows unassign':--results) how=file ;;
  'flows unassign':--failed) how=file ;;
  'flows unassign':--fields) how=list of='flowInstanceId outcome why id flowId flowName crmProspectId' ;;
  'tasks list':--type) how=list of='flow manual' ;;
  'tasks list':--action) how=list of='call' ;;
  'tasks list':--status) how=list of='open done dismissed' ;;
  'tasks list':--fields) how=list of='id userId created updated status type actions account.crmId account.name account.crmUrl opportunity.crmId opportunity.name opportunity.crmUrl opportunity.status opportunity.stage opportunity.amount opportunity.probability opportunity.closeDate dueDate flow.id flow.name flow.step.id flow.step.name flow.step.stepNumber contact.crmId contact.type contact.data.firstName contact.data.lastName contact.data.crmUrl contact.data.companyName contact.data.affiliation contact.data.emails contact.data.title contact.data.timezone contact.data.phoneNumbers contact.data.city contact.data.country contact.data.state contact.data.zipcode contact.data.optOutChannels contact.data.linkedinProfile additionalContacts title priority.id priority.name priority.weight' ;;
  'tasks update':--status) how=one of='open done dismissed' ;;
  'tasks update':--due) how=one of='now today yesterday tomorrow' ;;
  'tasks update':--from-file) how=file ;;
  'tasks update':--results) how=file ;;
  'tasks update':--failed) how=file ;;
  'tasks update':--fields) how=list of='id userId created updated status type actions account.crmId account.name account.crmUrl opportunity.crmId opportunity.name opportunity.crmUrl opportunity.status opportunity.stage opportunity.amount opportunity.probability opportunity.closeDate dueDate flow.id flow.name flow.step.id flow.step.name flow.step.stepNumber contact.crmId contact.type contact.data.firstName contact.data.lastName contact.data.crmUrl contact.data.companyName contact.data.affiliation contact.data.emails contact.data.title contact.data.timezone contact.data.phoneNumbers contact.data.city contact.data.country contact.data.state contact.data.zipcode contact.data.optOutChannels contact.data.linkedinProfile additionalContacts title priority.id priority.name priority.weight outcome why' ;;
  'meetings create':--from) how=one of='now today yesterday tomorrow' ;;
  'meetings create':--to) how=one of='now today yesterday tomorrow' ;;
  'meetings create':--from-file) how=file ;;
  'meetings create':--results) how=file ;;
  'meetings create':--failed) how=file ;;
  'meetings create':--fields) how=list of='meetingId meetingUrl additionalInvitees outcome why id' ;;
  'meetings update':--from) how=one of='now today yesterday tomorrow' ;;
  'meetings update':--to) how=one of='now today yesterday tomorrow' ;;
  'meetings update':--fields) how=list of='meetingId outcome' ;;
  'meetings delete':--fields) how=list of='meetingId outcome organizerEmail' ;;
  'meetings check':--fields) how=list of='email exists valid userFacingError fixUrl helpUrl' ;;
  'engagement interaction':--at) how=one of='now today yesterday tomorrow' ;;
  'engagement interaction':--device) how=one of='mobile pc' ;;
  'engagement interaction':--from-file) how=file ;;
  'engagement interaction':--results) how=file ;;
  'engagement interaction':--failed) how=file ;;
  'engagement interaction':--fields) how=list of='eventId status outcome why id' ;;
  'engagement viewed':--at) how=one of='now today yesterday tomorrow' ;;
  'engagement viewed':--from-file) how=file ;;
  'engagement viewed':--results) how=file ;;
  'engagement viewed':--failed) how=file ;;
  'engagement viewed':--fields) how=list of='eventId status outcome why id' ;;
  'engagement shared':--at) how=one of='now today yesterday tomorrow' ;;
  'engagement shared':--from-file) how=file ;;
  'engagement shared':--results) how=file ;;
  'engagement shared':--failed) how=file ;;
  'engagement shared':--fields) how=list of='eventId status outcome why id' ;;
  'engagement action':--at) how=one of='now today yesterday tomorrow' ;;
  'engagement action':--from-file) how=file ;;
  'engagement action':--results) how=file ;;
  'engagement action':--failed) how=file ;;
  'engagement action':--fields) how=list of='eventId status outcome why id' ;;
  'ai ask':--period) how=one of='last-7-days last-30-days last-90-days last-90-days-since-last-activity last-year-since-last-activity last-year this-week this-month this-year this-quarter custom-range all-conversations' ;;
  'ai ask':--from) how=one of='now today yesterday tomorrow' ;;
  'ai ask':--to) how=one of='now today yesterday tomorrow' ;;
  'ai ask':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'ai ask':--since) how=one of='last' ;;
  'ai ask':--fields) how=list of='answer numOfCallsSearched numOfEmailsSearched' ;;
  'ai brief':--period) how=one of='last-7-days last-30-days last-90-days last-90-days-since-last-activity last-year-since-last-activity last-year this-week this-month this-year this-quarter custom-range all-conversations' ;;
  'ai brief':--from) how=one of='now today yesterday tomorrow' ;;
  'ai brief':--to) how=one of='now today yesterday tomorrow' ;;
  'ai brief':--during) how=one of='today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months' ;;
  'ai brief':--since) how=one of='last' ;;
  'ai brief':--fields) how=list of='briefSections numOfCallsSearched numOfEmailsSearched' ;;
  'sync':*[0-9]) how=list of='calls transcripts users stats scorecards settings library crm flows' ;;
  'sync':--fields) how=list of='subject state requests new changed removed awaited until why' ;;
  'sync status':--fields) how=list of='month calls awaitDetails awaitTranscript awaitSummary awaitMedia settled gone excluded' ;;
  'sync check':--fields) how=list of='month gong copy awaitDetails awaitTranscript excluded sampled differences differs' ;;
  'sync purge':--fields) how=list of='table removed redacted' ;;
  'mcp':--install) how=one of='claude-desktop claude-code cursor vscode windsurf codex gemini' ;;
  'mcp':--allow) how=list of='write billed' ;;
  'mcp':--redact) how=list of='emails phones' ;;
  'mcp':--audit) how=file ;;
  'mcp':--fields) how=list of='client file entry written skill' ;;
  'webhooks listen':--public-key) how=file ;;
  'webhooks listen':--secret-path) how=file ;;
  'webhooks listen':--spool) how=file ;;
  'webhooks listen':--since) how=one of='now today yesterday tomorrow' ;;
  'webhooks listen':--fields) how=list of='url spool' ;;
  'webhooks verify':1) how=file ;;
  'webhooks verify':--public-key) how=file ;;
  'webhooks verify':--secret-path) how=file ;;
  'webhooks verify':--at) how=one of='now today yesterday tomorrow' ;;
  'webhooks verify':--fields) how=list of='valid refusal why eventId callId isTest webhookUrl issuedAt expiresAt' ;;
  'webhooks replay':--since) how=one of='now today yesterday tomorrow' ;;
  'webhooks replay':--spool) how=file ;;
  'webhooks replay':--fields) how=list of='eventId callId receivedAt source state attempts why outcome' ;;
  'profiles add':--keys) how=one of='keychain passphrase file' ;;
  'profiles add':--fields) how=list of='name baseUrl timeZone workspace rate' ;;
  'profiles login':1) how=profile ;;
  'profiles login':--keys) how=one of='keychain passphrase file' ;;
  'profiles login':--fields) how=list of='name baseUrl scopes' ;;
  'profiles list':--fields) how=list of='name baseUrl chosen timeZone workspace rate' ;;
  'profiles show':1) how=profile ;;
  'profiles show':--fields) how=list of='name baseUrl source why timeZone workspace rate' ;;
  'profiles use':1) how=profile ;;
  'profiles use':--fields) how=list of='name baseUrl timeZone workspace rate' ;;
  'profiles set':1) how=profile ;;
  'profiles set':--fields) how=list of='name baseUrl timeZone workspace rate' ;;
  'profiles check':1) how=profile ;;
  'profiles check':--fields) how=list of='name baseUrl why account scopes missing milliseconds' ;;
  'profiles rename':1) how=profile ;;
  'profiles rename':--fields) how=list of='name baseUrl timeZone workspace rate' ;;
  'profiles remove':1) how=profile ;;
  'profiles remove':--fields) how=list of='name baseUrl timeZone workspace rate' ;;
  'profiles rekey':--keys) how=one of='keychain passphrase file' ;;
  'profiles rekey':--fields) how=list of='keys profiles' ;;
  'profiles export':1) how=profile ;;
  'profiles export':--fields) how=list of='gongProfile name baseUrl key sealed' ;;
  'profiles import':1) how=file ;;
  'profiles import':--keys) how=one of='keychain passphrase file' ;;
  'profiles import':--fields) how=list of='name baseUrl timeZone workspace rate' ;;
  'schedule add':--fields) how=list of='name cron zone by next command written' ;;
  'schedule list':--fields) how=list of='name cron zone by state lastRun exit next reserve command folder' ;;
  'schedule log':--fields) how=list of='name log' ;;
  'schedule remove':--fields) how=list of='name removed' ;;
  'doctor':--fields) how=list of='check status found next spender requests reserved share' ;;
  'api':1) how=one of='get post put patch delete' ;;
  'operations':--check) how=file ;;
  'operations':--fields) how=list of='operation method path effect scope paged command summary onlyIn what place field value' ;;
  'completion':1) how=one of='bash zsh fish powershell' ;;
  'completion':--fields) how=list of='shell script' ;;
  'sandbox serve':--state) how=file ;;
  'sandbox serve':--fields) how=list of='url accessKey accessKeySecret bearerToken clientId clientSecret' ;;
  'sandbox fire':--fault) how=list of='duplicate replay wrong-signature wrong-url wrong-body expired not-yet-valid alg-none hs256 no-token' ;;
  'sandbox fire':--public-key) how=file ;;
  'sandbox fire':--save) how=file ;;
  'sandbox fire':--fields) how=list of='callId fault status answer asExpected publicKey' ;;
  esac
}

# The names of the stored profiles, and nothing when they cannot be read.
__gong_profiles() {
  local name
  name=$(command gong profiles list --format tsv --fields name --quiet 2> /dev/null < /dev/null) || return 0
  while IFS= read -r name; do
    [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] && of+=" $name"
  done <<< "$name"
  of=${of# name}
}

_gong() {
  local IFS=$' \t\n'
  local words valued switches how of word piece cur path='' flag='' ended='' helping='' globals before='' index=0 at
  local -a line
  COMPREPLY=()

  # Bash parts --format=json and account:1 into pieces; here they are words again.
  line=('')
  for ((at = 1; at <= COMP_CWORD; at++)); do
    piece=${COMP_WORDS[at]-}
    word=${line[${#line[@]} - 1]}
    if [[ $at -gt 1 && ($piece == [=:]* || $word == *[=:]) ]]; then
      line[${#line[@]} - 1]=$word$piece
    else
      line+=("$piece")
    fi
  done
  cur=${line[${#line[@]} - 1]}

  __gong_at ''
  globals=$valued
  for ((at = 1; at < ${#line[@]} - 1; at++)); do
    word=${line[at]}
    if [[ -n $flag ]]; then
      flag=''
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      [[ " $valued $globals " == *" $word "* ]] && flag=$word
    elif [[ " $words " != *" $word "* ]]; then
      index=$((index + 1))
    elif [[ $word == help ]]; then
      helping=1
    else
      path="${path:+$path }$word"
      __gong_at "$path"
    fi
  done

  if [[ -z $flag && -z $ended && $cur == --*=* ]]; then
    flag=${cur%%=*}
    cur=${cur#*=}
  fi
  cur=${cur#[\"\']}
  how=one of=''
  if [[ -n $helping ]]; then
    of=$words
    [[ -z $path ]] && of+=' dates formats exit-codes long-pulls environment'
  elif [[ -n $flag ]]; then
    __gong_values "$path" "$flag"
  elif [[ -z $ended && $cur == -* ]]; then
    of="$valued $switches"
    if [[ -n $path ]]; then
      __gong_at ''
      of+=" $valued $switches"
    fi
  elif [[ -n $words ]]; then
    of=$words
  else
    __gong_values "$path" "$((index + 1))"
  fi

  [[ $how == profile ]] && __gong_profiles
  if [[ $how == list ]]; then
    [[ $cur == *,* ]] && before=${cur%,*},
    cur=${cur##*,}
    compopt -o nospace 2> /dev/null
  fi
  for word in $of; do
    [[ $word == "$cur"* && ",$before" != *",$word,"* ]] && COMPREPLY+=("$before$word")
  done
  return 0
}

complete -o default -F _gong gong
