# fish completion for gong. Generated: gong completion fish

# What may follow some words: words and flags with what they do, and the flags that take a value.
function __gong_at --no-scope-shadowing
    set words
    set flags
    set valued
    switch $argv[1]
        case ''
            set words 'calls:Recorded calls: list them, look at one, get the details' 'transcripts:What was said, sentence by sentence' 'search:Words in what was said' 'users:The people of the company' 'settings:Workspaces and other settings of the company' 'stats:Activity, interaction, scorecards and coaching, in numbers' 'report:Figures with names: reps, scorecards, trackers, accounts, coverage' 'query:Ask the local copy with SQL' 'archive:Everything that a key can read, in a folder that lasts' 'logs:Who did what in Gong' 'library:Folders of calls worth hearing' 'permissions:Permission profiles' 'privacy:What Gong holds about a person, and erasing it' 'crm:The generic CRM integration: objects, fields, uploads' 'flows:Flows of Gong Engage, and who is in them' 'tasks:To-dos of Gong Engage' 'meetings:Meetings with consent pages' 'engagement:Reporting what customers did elsewhere' 'ai:Questions and briefs that Gong writes; they spend credits' 'sync:A copy of Gong on this machine, and the proof that it is whole' 'mcp:Gong for agents, by the Model Context Protocol' 'webhooks:Events of automation rules, received and handed on' 'profiles:Credentials, sealed on this machine' 'schedule:Lines that run by themselves' 'doctor:Why something does not work, and what to do about it' 'api:Any request to the API, by method and path' 'operations:The operations of Gong\'s API that this tool knows' 'completion:Completions for bash, zsh, fish and PowerShell' 'sandbox:A stand-in company to try things on' 'help:print help for a command, or a page of it'
            set flags '--profile:use this profile' '-p:use this profile' '--sandbox:use the built-in company instead of Gong' '--format:how rows are written' '-f:how rows are written' '--out:write to this file; its ending chooses the format, .gz compresses; {from} … stand for days; - is stdout' '-o:write to this file; its ending chooses the format, .gz compresses; {from} … stand for days; - is stdout' '--append:add to the file of --out; rows alike in these fields replace the older ones' '--if-exists:with --out, where that file is there: replace, skip, fail (replace)' '--status:keep there how far the run is and what it came to, as JSON' '--fields:only these fields, in this order' '--jq:filter the JSON through jq' '--sort:rows in the order of these fields, with - the largest first; holds all rows' '--limit:stop after this many rows; with --sort: print the first of them' '--chart:draw a number of each row, as bars or a line' '--utc:every time in one form, in UTC' '--bom:csv and tsv with a byte order mark, by which Excel knows UTF-8' '--dry-run:show what would be sent, and send nothing but what a change looks up' '--yes:agree beforehand to what would be asked' '-y:agree beforehand to what would be asked' '--quiet:say nothing but errors' '-q:say nothing but errors' '--debug:show each request, without secrets' '--no-progress:no line of progress' '--no-retry:do not try again' '--no-guard:csv and tsv for a program: no \' before what a spreadsheet would run' '--timeout:give up a request after this long without a byte (60)' '--max-requests:end after this many requests' '--rate:requests a second (3, or the profile\'s; 0 = no pace, for stand-ins)' '--restart:with --out: begin anew, whatever an interrupted run has left there' '--resume:go on after what an interrupted run has written; it says so itself' '--lock-wait:wait so long for another run that writes the same output (0s: end at once)' '--encoding:of files and stdin that are not UTF-8, such as windows-1252' '--log:shape of stderr: text or json' '--help:print help' '-h:print help' '--version:print the version'
            set valued --profile -p --format -f --out -o --append --if-exists --status --fields --jq --sort --limit --chart --timeout --max-requests --rate --resume --lock-wait --encoding --log
        case 'calls'
            set words 'list:List calls in a date range' 'get:Show the basic facts of one call' 'details:Show calls with parties, content, interaction, comments, media and CRM context' 'find:Find calls by people, domain, account, deal, tracker, title or length' 'create:Register a call, whose media Gong then fetches or is sent' 'upload:Upload the media of a call that was registered without any' 'outcomes:List the outcomes that a dialer call can have' 'access:list, grant, revoke' 'download:Download the recordings of calls: video, or audio where there is none' 'render:Write calls out of saved JSON as documents for people, without asking Gong' 'help:print help for a command, or a page of it'
        case 'calls access'
            set words 'list:List the users who were granted access to calls through the API' 'grant:Grant users access to calls' 'revoke:Take back access to calls that was granted through the API'
        case 'transcripts'
            set words 'get:Get the transcripts of calls, by id or by date range' 'export:Write transcripts to files that people read, with the names of the speakers' 'help:print help for a command, or a page of it'
        case 'users'
            set words 'list:List the users of the company' 'get:Show one user' 'search:List users by id or by the time they were created' 'history:Show how one user\'s settings changed' 'show:Show a user on one page: manager, permissions, calls, access, flows, tasks, last activity' 'help:print help for a command, or a page of it'
        case 'settings'
            set words 'workspaces:List the workspaces of the company' 'scorecards:List the scorecards with their questions' 'trackers:List the keyword trackers with their keywords' 'briefs:List the templates of AI briefs' 'integration:Set the origins that may show inside Gong, by kind of integration' 'help:print help for a command, or a page of it'
        case 'stats'
            set words 'activity:Count what each user did in a range of days' 'daily:List the calls behind what each user did, day by day' 'periods:Count what each user did, by day, week, month, quarter or year' 'interaction:Show how users talk: interactivity, monologues, patience and the like' 'scorecards:List the scorecards that were filled in' 'coaching:Show the coaching metrics of a manager\'s direct reports' 'help:print help for a command, or a page of it'
        case 'report'
            set words 'reps:Report what each person did: calls, talk, questions, scorecards, feedback' 'scorecards:Report scores by person, scorecard, question, reviewer or period' 'trackers:Report what trackers heard, by tracker, account, rep or week, with the sentences' 'accounts:Report the calls with each account: how many, how long, with whom, about what' 'coverage:Report, day by day, what of the calls is there: media, transcripts, analysis' 'overview:Report all of it on one page with charts, to be kept, printed or sent' 'help:print help for a command, or a page of it'
        case 'logs'
            set words 'list:List the entries of one audit log' 'help:print help for a command, or a page of it'
        case 'library'
            set words 'folders:List the public folders of the call library' 'calls:List the calls and snippets in one folder of the library' 'help:print help for a command, or a page of it'
        case 'permissions'
            set words 'list:List the permission profiles of a workspace' 'get:Show one permission profile' 'users:List the users who have a permission profile' 'of:Show which permission profile a user has, in each workspace' 'can:Say whether a user sees a call, and why, as far as the API tells' 'diff:Show what two permission profiles differ in' 'matrix:Show what each permission profile of a workspace allows, side by side' 'export:Write the permission profiles of a workspace as YAML, to keep, to compare and to apply' 'apply:Make the permission profiles of a workspace like a file' 'create:Create a permission profile in a workspace' 'update:Change a permission profile' 'help:print help for a command, or a page of it'
        case 'privacy'
            set words 'find:Find everything that Gong holds about an e-mail address or phone number' 'report:Write what Gong holds about somebody as a document, to answer a request for access' 'erase:Erase everything that Gong holds about an e-mail address or phone number' 'erase-list:Erase everything that Gong holds about each person of a list' 'verify:Ask again whether what was to be erased is gone' 'requests:Show each request to be erased and how far it is: received, erased, verified, or re-imported' 'receipts:Show the receipts of erasures, and check that none was altered or removed' 'help:print help for a command, or a page of it'
        case 'crm'
            set words 'integration:get, register, delete' 'objects:get, upload' 'schema:get, add, diff, set' 'status:Show how far an upload or a deletion is' 'associations:List the CRM objects that people tied to calls by hand' 'help:print help for a command, or a page of it'
        case 'crm integration'
            set words 'get:Show the generic CRM integration' 'register:Register the generic CRM integration' 'delete:Delete a generic CRM integration and every object in it'
        case 'crm objects'
            set words 'get:Look at uploaded CRM objects' 'upload:Upload CRM objects of one type'
        case 'crm schema'
            set words 'get:List the custom CRM fields of a type, or of all' 'add:Add custom CRM fields to a type, and keep the others' 'diff:Show what schema set would do with a file of custom CRM fields' 'set:Set the custom CRM fields of a type'
        case 'flows'
            set words 'list:List flows of the company and of one user' 'folders:List flow folders of the company and of one user' 'steps:Show flows with their steps' 'assigned:List the flows that prospects are in' 'assign:Assign prospects to a flow' 'bulk-assign:Assign prospects to a flow, and make those that the CRM lacks' 'bulk-status:Show how far a bulk assignment is' 'unassign:Take prospects out of flows, or end flow instances' 'help:print help for a command, or a page of it'
        case 'tasks'
            set words 'list:List the tasks of one user' 'update:Change status, due date or priority of a task' 'help:print help for a command, or a page of it'
        case 'meetings'
            set words 'create:Create a meeting with a consent page' 'update:Replace the details of a meeting' 'delete:Cancel a meeting' 'check:Check whether users are set up for meetings' 'help:print help for a command, or a page of it'
        case 'engagement'
            set words 'interaction:Report a digital interaction' 'viewed:Report that somebody outside the company viewed content' 'shared:Report that a Gong user shared content' 'action:Report anything else that somebody did with content' 'help:print help for a command, or a page of it'
        case 'ai'
            set words 'ask:Ask a question about a CRM record' 'brief:Generate a brief on a CRM record' 'help:print help for a command, or a page of it'
        case 'webhooks'
            set words 'listen:Receive the events of automation rules, and hand them on, until Ctrl-C or SIGTERM' 'verify:Check a saved request of an automation rule: signature, address, body, dates' 'replay:Hand on again what was given up, or what came since some time' 'help:print help for a command, or a page of it'
        case 'profiles'
            set words 'add:Store credentials, sealed, after checking them against Gong' 'login:Sign in with OAuth in the browser, and store the tokens, sealed' 'list:List the stored profiles, without their secrets' 'show:Show which credentials a command would use, and why; never the secret' 'use:Use this profile unless told otherwise' 'set:Change single things of a profile, and keep the rest' 'check:Ask Gong whether the credentials work, whose they are, and what they may do' 'rename:Give a profile another name' 'remove:Remove a profile and its credentials from this machine' 'rekey:Seal all profiles anew under a new key: after a leak, for another passphrase, or to keep it elsewhere' 'export:Write a profile, sealed under a passphrase of its own, to take it to another machine' 'import:Store a profile that another machine has exported' 'help:print help for a command, or a page of it'
        case 'schedule'
            set words 'add:Run a line by itself, at times' 'list:List the schedules: their last run, their state, the next run' 'run:Run a schedule now, as cron does' 'log:Print what the runs of a schedule said, the newest last' 'remove:Let a line run by itself no more' 'help:print help for a command, or a page of it'
        case 'sandbox'
            set words 'serve:Serve the stand-in company over HTTP on this machine, until Ctrl-C' 'fire:Send events as an automation rule of Gong does, signed with a key of this machine' 'help:print help for a command, or a page of it'
        case 'calls list'
            set flags '--from:scheduled or started at or after this' '--to:scheduled or started before this' '--workspace:only this workspace' '-w:only this workspace' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same'
            set valued --from --to --workspace -w --during --since --overlap --tz --cursor
        case 'calls details'
            set flags '--from:started at or after this' '--to:started before this' '--workspace:only this workspace' '-w:only this workspace' '--host:only calls that these users hosted' '--crm:how much CRM context' '--crm-at:CRM context as it is now or was at the call' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--with:what to show besides the basic facts (parties,brief)'
            set valued --from --to --workspace -w --host --crm --crm-at --during --since --overlap --tz --cursor --body --set --with
        case 'calls find'
            set flags '--participant:somebody who took part' '--domain:somebody\'s e-mail is at this domain, or below it' '--account:account in the CRM' '--deal:deal in the CRM' '--tracker:tracker that heard something' '--title:words of the title' '--min-duration:at least this long, such as 90s, 45m or 1h30m' '--max-duration:at most this long' '--scope:among colleagues or with others' '--from:started at or after this' '--to:started before this' '--workspace:only this workspace' '-w:only this workspace' '--host:only calls that these users hosted' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --participant --domain --account --deal --tracker --title --min-duration --max-duration --scope --from --to --workspace -w --host --during --since --overlap --tz
        case 'calls create'
            set flags '--client-id:id of the call in the system that recorded it; Gong takes each one once' '--direction:who called whom' '--started:when the call began' '--host:the user who hosted the call' '--party:somebody who took part: name=, email=, user=, phone=, channel=0 or 1; the host is added when missing' '--title:title, which search can find' '--purpose:what the call was for' '--duration:length in seconds' '--disposition:how the call ended' '--scheduled-from:when the call was to begin' '--scheduled-to:when the call was to end' '--meeting-url:address of the web conference' '--provider:Gong\'s code of the conference or phone system' '--media-url:where Gong fetches the media; then upload none' '--language:language such as en-US; else Gong recognises it' '--workspace:the workspace of the call; else Gong chooses' '-w:the workspace of the call; else Gong chooses' '--task:the Engage task that the call belongs to' '--custom-data:text kept with the call for troubleshooting' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--file:media to upload at once: WAV, MP3, MP4, MKV or FLAC up to 1.5 GB' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--media-dir:the recordings of the table: those of its column file, else those called by the client id'
            set valued --client-id --direction --started --host --party --title --purpose --duration --disposition --scheduled-from --scheduled-to --meeting-url --provider --media-url --language --workspace -w --task --custom-data --tz --body --set --file --from-file --map --country --date-format --sheet --results --failed --max-changes --media-dir
        case 'calls access list'
            set flags '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--user:the calls of a period that this user was granted' '--from:started at or after this' '--to:started before this' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --body --set --user --from --to --during --tz
        case 'calls access grant'
            set flags '--user:each of these users' '--team:the calls that this manager and everybody below hosted, in the period of --during or --from and --to' '--from:started at or after this' '--to:started before this' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --user --team --from --to --during --tz --from-file --map --country --date-format --sheet --results --failed --max-changes --body --set
        case 'calls access revoke'
            set flags '--user:each of these users' '--team:the calls that this manager and everybody below hosted, in the period of --during or --from and --to' '--from:started at or after this' '--to:started before this' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --user --team --from --to --during --tz --from-file --map --country --date-format --sheet --results --failed --max-changes --body --set
        case 'calls download'
            set flags '--video:the video; with --audio, both' '--audio:the audio' '--dir:folder for the files; made when missing (the working folder)' '--again:also what is in the folder already'
            set valued --dir
        case 'calls render'
            set flags '--as:the form of the document (md, or by the ending of --out)' '--call:only these calls of the files' '--tz:zone of the times; else the profile\'s, else the machine\'s'
            set valued --as --call --tz
        case 'transcripts get'
            set flags '--from:started at or after this' '--to:started before this' '--workspace:only this workspace' '-w:only this workspace' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--speakers:with the name, e-mail address and side of who speaks; in lines, a sentence each'
            set valued --from --to --workspace -w --during --since --overlap --tz --cursor --body --set
        case 'transcripts export'
            set flags '--from:started at or after this' '--to:started before this' '--workspace:only this workspace' '-w:only this workspace' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--dir:folder for the files; made when missing' '--as:formats, one file for each (md)' '--speakers:only what this side says, as Gong tells the sides (all)' '--anonymize:Customer 1 in place of people outside the company, also inside the text' '--give-up:calls without a transcript that are older are not asked for again (14d)' '--again:also calls whose files are in the folder already'
            set valued --from --to --workspace -w --during --since --overlap --tz --dir --as --speakers --give-up
        case 'search'
            set flags '--in:search there instead: a copy of gong sync, or a folder that transcripts export wrote as json' '--account:calls of this account in the CRM' '--user:calls that somebody of the company took part in' '--speaker:only what this side says' '--tracker:calls in which this tracker heard something' '--topic:calls, or turns, of this topic' '--from:started at or after this' '--to:started before this' '--workspace:only this workspace' '-w:only this workspace' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --in --account --user --speaker --tracker --topic --from --to --workspace -w --during --since --overlap --tz
        case 'users list'
            set flags '--avatars:also the synthetic users that stand for Gong staff (nothing to do with pictures)' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same'
            set valued --cursor
        case 'users search'
            set flags '--user:only these users' '--created-from:created at or after this' '--created-to:created before this' '--avatars:also the synthetic users that stand for Gong staff' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --user --created-from --created-to --tz --cursor --body --set
        case 'users show'
            set flags '--from:calls at or after this' '--to:calls before this' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--no-grants:do not look for access to single calls: a request for each 100 calls of the company' '--leaver:write what has to be revoked, as a script to read and to run'
            set valued --from --to --during --tz
        case 'settings trackers'
            set flags '--workspace:only this workspace' '-w:only this workspace'
            set valued --workspace -w
        case 'settings briefs'
            set flags '--workspace:only this workspace' '-w:only this workspace'
            set valued --workspace -w
        case 'settings integration'
            set flags '--type:where the pages show' '--origin:origin that may show there, without a path' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --type --origin --body --set
        case 'stats activity'
            set flags '--from:first day' '--to:day after the last one; at most today' '--user:only these users; else everybody with activity' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--all-users:also active users without activity, with zeros or empty figures'
            set valued --from --to --user --during --since --overlap --tz --cursor --body --set
        case 'stats daily'
            set flags '--from:first day' '--to:day after the last one; at most today' '--user:only these users; else everybody with activity' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --from --to --user --during --since --overlap --tz --cursor --body --set
        case 'stats periods'
            set flags '--per:length of a period' '--from:first day' '--to:day after the last one; at most today' '--user:only these users; else everybody with activity' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--all-users:also active users without activity, with zeros or empty figures'
            set valued --per --from --to --user --during --since --overlap --tz --cursor --body --set
        case 'stats interaction'
            set flags '--from:first day' '--to:day after the last one; at most today' '--user:only these users; else everybody with activity' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--all-users:also active users without activity, with zeros or empty figures'
            set valued --from --to --user --during --since --overlap --tz --cursor --body --set
        case 'stats scorecards'
            set flags '--from:first day of the calls' '--to:day after the last one of the calls' '--reviewed-from:first day of the reviews' '--reviewed-to:day after the last one of the reviews' '--method:who reviewed: a machine, a person or either (both)' '--scorecard:only these scorecards' '--user:only reviews of these users' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --from --to --reviewed-from --reviewed-to --method --scorecard --user --during --since --overlap --tz --cursor --body --set
        case 'stats coaching'
            set flags '--manager:only this manager; else everybody to whom somebody reports' '--workspace:only this workspace; else each of them' '-w:only this workspace; else each of them' '--from:coached at or after this' '--to:coached before this' '--call-ids:also the ids of the calls behind each count' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --manager --workspace -w --from --to --during --since --overlap --tz
        case 'report reps'
            set flags '--from:first day' '--to:day after the last one; at most today' '--workspace:only this workspace' '-w:only this workspace' '--user:only these people' '--team:only this manager and everybody below, directly or not' '--per:a row for each period, with from and to' '--fresh:list the users anew; else the listing of the last hour is taken' '--explain:show how each column comes about, and ask Gong nothing' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of days; else the company\'s as Gong tells it'
            set valued --from --to --workspace -w --user --team --per --during --since --overlap --tz
        case 'report scorecards'
            set flags '--from:first day' '--to:day after the last one; at most today' '--by:what a row is about (rep,scorecard)' '--scorecard:only these scorecards' '--workspace:only this workspace' '-w:only this workspace' '--user:only these people' '--team:only this manager and everybody below, directly or not' '--per:a row for each period, with from and to' '--fresh:list the users anew; else the listing of the last hour is taken' '--explain:show how each column comes about, and ask Gong nothing' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of days; else the company\'s as Gong tells it'
            set valued --from --to --by --scorecard --workspace -w --user --team --per --during --since --overlap --tz
        case 'report trackers'
            set flags '--from:started at or after this' '--to:started before this' '--by:what a row is about (tracker)' '--tracker:only these trackers' '--quotes:a row for each occurrence: who said it, the sentence, and a link to that second' '--workspace:only this workspace' '-w:only this workspace' '--user:only these people' '--team:only this manager and everybody below, directly or not' '--per:a row for each period, with from and to' '--fresh:list the users anew; else the listing of the last hour is taken' '--explain:show how each column comes about, and ask Gong nothing' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of days; else the company\'s as Gong tells it'
            set valued --from --to --by --tracker --workspace -w --user --team --per --during --since --overlap --tz
        case 'report accounts'
            set flags '--from:started at or after this' '--to:started before this' '--account:only these accounts, by the whole name or the id in the CRM' '--workspace:only this workspace' '-w:only this workspace' '--user:only these people' '--team:only this manager and everybody below, directly or not' '--per:a row for each period, with from and to' '--fresh:list the users anew; else the listing of the last hour is taken' '--explain:show how each column comes about, and ask Gong nothing' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of days; else the company\'s as Gong tells it'
            set valued --from --to --account --workspace -w --user --team --per --during --since --overlap --tz
        case 'report coverage'
            set flags '--from:first day' '--to:day after the last one; at most today' '--workspace:only this workspace' '-w:only this workspace' '--user:only these people' '--team:only this manager and everybody below, directly or not' '--fresh:list the users anew; else the listing of the last hour is taken' '--explain:show how each column comes about, and ask Gong nothing' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of days; else the company\'s as Gong tells it'
            set valued --from --to --workspace -w --user --team --during --since --overlap --tz
        case 'report overview'
            set flags '--from:first day' '--to:day after the last one; at most today' '--workspace:only this workspace' '-w:only this workspace' '--user:only these people' '--team:only this manager and everybody below, directly or not' '--per:what a point of a line stands for (week)' '--fresh:list the users anew; else the listing of the last hour is taken' '--explain:show how each column comes about, and ask Gong nothing' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of days; else the company\'s as Gong tells it'
            set valued --from --to --workspace -w --user --team --per --during --since --overlap --tz
        case 'query'
            set flags '--file:the file that holds the SQL' '--set:the value of $name in the SQL' '--schema:list the tables and columns of a copy instead' '--in:another copy than gong.duckdb in the data folder' '--tz:zone in which days begin; else the machine\'s'
            set valued --file --set --in --tz
        case 'archive'
            set flags '--dir:the folder of the archive' '--from:from when on; from the first call on when left out' '--to:up to when; up to now when left out, in each run' '--media:which recordings; video, or audio where there is none, when left out' '--no-media:no recordings' '--plan:ask Gong how much there is, say what it takes, and bring nothing' '--verify:read every file again, and name what is missing, changed or extra' '--tz:zone of the times in pages for people; else the profile\'s, or the machine\'s'
            set valued --dir --from --to --media --tz
        case 'logs list'
            set flags '--from:logged at or after this' '--to:logged before this; else up to the latest entry' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--call:only entries about these calls' '--user:only what these users did, also in the name of another' '--event:only these events: Login, login-failed'
            set valued --from --to --during --since --overlap --tz --cursor --call --user --event
        case 'library folders'
            set flags '--workspace:only this workspace' '-w:only this workspace'
            set valued --workspace -w
        case 'library calls'
            set flags '--workspace:look for the name in this workspace alone' '-w:look for the name in this workspace alone'
            set valued --workspace -w
        case 'permissions list'
            set flags '--workspace:the workspace' '-w:the workspace'
            set valued --workspace -w
        case 'permissions get'
            set flags '--workspace:look for the name in this workspace alone' '-w:look for the name in this workspace alone'
            set valued --workspace -w
        case 'permissions users'
            set flags '--workspace:look for the name in this workspace alone' '-w:look for the name in this workspace alone'
            set valued --workspace -w
        case 'permissions diff'
            set flags '--workspace:look for the name in this workspace alone' '-w:look for the name in this workspace alone'
            set valued --workspace -w
        case 'permissions matrix'
            set flags '--workspace:the workspace' '-w:the workspace' '--differing:only what the profiles differ in'
            set valued --workspace -w
        case 'permissions export'
            set flags '--workspace:the workspace' '-w:the workspace'
            set valued --workspace -w
        case 'permissions apply'
            set flags '--from-file:the same, as other commands take it' '--workspace:apply it to this workspace instead of the one in the file; profiles are found by name there' '-w:apply it to this workspace instead of the one in the file; profiles are found by name there' '--results:write what became of each profile into this file, in the format of its ending' '--failed:write the profiles that failed into this file as they came in, ready to be applied' '--max-changes:decline a plan that changes more places than this'
            set valued --from-file --workspace -w --results --failed --max-changes
        case 'permissions create'
            set flags '--workspace:the workspace that gets the profile' '-w:the workspace that gets the profile' '--name:name of the profile' '--description:what the profile is for' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--allow:switch this on' '--deny:switch this off' '--access:whose data is seen: calls=managers-team:ID,ID, library-folder=none; scopes: calls, library-folder, deals, forecast, forecast-edit-submissions, forecast-edit-targets, coaching, insights, usage, emails' '--like:start from what this profile allows'
            set valued --workspace -w --name --description --body --set --allow --deny --access --like
        case 'permissions update'
            set flags '--name:name of the profile' '--description:what the profile is for' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--allow:switch this on' '--deny:switch this off' '--access:whose data is seen: calls=managers-team:ID,ID, library-folder=none; scopes: calls, library-folder, deals, forecast, forecast-edit-submissions, forecast-edit-targets, coaching, insights, usage, emails' '--workspace:look for the name in this workspace alone' '-w:look for the name in this workspace alone'
            set valued --name --description --body --set --allow --deny --access --workspace -w
        case 'privacy report'
            set flags '--html:a page that stands alone and prints well' '--md:Markdown, which is also what is written when nothing says otherwise' '--json:the same document as data' '--name-others:name other people; withheld otherwise, since the copy goes to somebody who has no right to them (GDPR art. 15(4))' '--company:of the company, for the reader; else the names of its workspaces' '--tz:zone of the times; else the profile\'s, else the machine\'s'
            set valued --company --tz
        case 'privacy erase'
            set flags '--max-calls:decline when more calls than this would be deleted (50)' '--confirm:off a terminal, together with --yes: the value once more' '--ticket:of the request, kept in the receipt' '--received:on which the request came in, kept in the receipt; else today' '--tz:zone of --received and of dates in a list; else the profile\'s, else the machine\'s' '--receipt:write the receipt here too; the book of receipts has it anyway' '--again:also when an earlier erasure is not known to be over'
            set valued --max-calls --confirm --ticket --received --tz --receipt
        case 'privacy erase-list'
            set flags '--from-file:the same: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--max-calls:decline when more calls than this would be deleted in all (50)' '--confirm:off a terminal, together with --yes: how many different values the list has' '--ticket:of the request, kept in the receipt' '--received:on which the request came in, kept in the receipt; else today' '--tz:zone of --received and of dates in a list; else the profile\'s, else the machine\'s' '--again:also when an earlier erasure is not known to be over'
            set valued --from-file --map --country --date-format --sheet --results --failed --max-changes --max-calls --confirm --ticket --received --tz
        case 'privacy verify'
            set flags '--all:every erasure of the book; with a list, those of its people by their values' '--from-file:each person of this list: CSV, TSV, JSON, JSONL, xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--wait:ask again, at growing intervals, until all is gone' '--wait-for:with --wait: at most this long, such as 6h (24h)'
            set valued --from-file --map --country --date-format --sheet --wait-for
        case 'privacy requests'
            set flags '--from-file:each person of this list, by name: CSV, TSV, JSON, JSONL, xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet'
            set valued --from-file --map --country --date-format --sheet
        case 'privacy receipts'
            set flags '--check:check the chain of lines instead, book by book; ends with 8 if one is broken'
        case 'crm integration register'
            set flags '--name:name of the integration' '--owner:e-mail address of the person in charge' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --name --owner --body --set
        case 'crm integration delete'
            set flags '--request:name of the request, to ask for its state by; a random one when left out, which is said' '--wait:ask again until Gong is through with it' '--wait-for:with --wait: at most this long, such as 10m (1h)'
            set valued --request --wait-for
        case 'crm objects get'
            set flags '--integration:id of the generic CRM integration; the one there is when left out' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --integration --body --set
        case 'crm objects upload'
            set flags '--integration:id of the generic CRM integration; the one there is when left out' '--request:name of the request, to ask for its state by; a random one when left out, which is said' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--tz:zone of times in the table without one; else the profile\'s, else the machine\'s' '--wait:ask again until Gong is through with it' '--wait-for:with --wait: at most this long, such as 10m (1h)'
            set valued --integration --request --from-file --map --country --date-format --sheet --results --failed --max-changes --tz --wait-for
        case 'crm schema get'
            set flags '--integration:id of the generic CRM integration; the one there is when left out'
            set valued --integration
        case 'crm schema add'
            set flags '--integration:id of the generic CRM integration; the one there is when left out' '--from-file:a file with a field a line: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this'
            set valued --integration --from-file --map --sheet --results --failed --max-changes
        case 'crm schema diff'
            set flags '--integration:id of the generic CRM integration; the one there is when left out' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--sheet:of a workbook; else its first sheet'
            set valued --integration --map --sheet
        case 'crm schema set'
            set flags '--integration:id of the generic CRM integration; the one there is when left out' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:the same, as other commands take it' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this'
            set valued --integration --body --set --from-file --map --sheet --results --failed --max-changes
        case 'crm status'
            set flags '--integration:id of the generic CRM integration; the one there is when left out' '--wait:ask again until Gong is through with it' '--wait-for:with --wait: at most this long, such as 10m (1h)'
            set valued --integration --wait-for
        case 'crm associations'
            set flags '--since:tied after this' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same'
            set valued --since --tz --cursor
        case 'flows list'
            set flags '--owner:the user whose own flows come along' '--folder:only this folder' '--recent:only the last assigned ones, at most 20' '--workspace:only this workspace' '-w:only this workspace' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same' '--mine:only the owner\'s own flows, personal and shared, without those of the company'
            set valued --owner --folder --workspace -w --cursor
        case 'flows folders'
            set flags '--owner:the user whose own folders come along' '--parent:this folder and those in it' '--workspace:only this workspace' '-w:only this workspace' '--cursor:the page after this cursor, as --log json tells it; everything else stays the same'
            set valued --owner --parent --workspace -w --cursor
        case 'flows steps'
            set flags '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--owner:e-mail address of the user among whose flows names are looked for'
            set valued --body --set --owner
        case 'flows assigned'
            set flags '--instance:ids of flow instances; finds finished ones too' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--flow:only what is in these flows' '--owner:e-mail address of the user among whose flows names are looked for'
            set valued --instance --body --set --flow --owner
        case 'flows assign'
            set flags '--owner:e-mail address of the Gong user who gets the to-dos' '--ignore-cool-off:assign even in the cool-off period' '--description:goal of the flow, for this assignment' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--legacy-cool-off:use the deprecated operation that ignores the cool-off period' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--again:also send what an earlier run may have sent already'
            set valued --owner --description --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'flows bulk-assign'
            set flags '--owner:e-mail address of the Gong user who gets the to-dos' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--file:older name of --from-file' '--wait:ask again until Gong is through with it' '--wait-for:with --wait: at most this long, such as 10m (1h)' '--again:also send what an earlier run may have sent already' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --owner --from-file --map --country --date-format --sheet --results --failed --max-changes --file --wait-for --body --set
        case 'flows bulk-status'
            set flags '--wait:ask again until Gong is through with it' '--wait-for:with --wait: at most this long, such as 10m (1h)'
            set valued --wait-for
        case 'flows unassign'
            set flags '--flow:only this flow' '--all-flows:every flow that the prospect is in; asks first' '--instance:ids of flow instances' '--by:e-mail address of the Gong user who asks for it' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --flow --instance --by --from-file --map --country --date-format --sheet --results --failed --max-changes --body --set
        case 'tasks list'
            set flags '--user:whose tasks' '--type:from a flow, or made by hand (both)' '--action:what is to do (CALL)' '--status:only in this state (OPEN)' '--workspace:only this workspace' '-w:only this workspace' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --user --type --action --status --workspace -w --body --set
        case 'tasks update'
            set flags '--user:whose task it is' '--status:new status' '--due:new due date' '--priority:new priority, such as MEDIUM; Gong lists no values' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this'
            set valued --user --status --due --priority --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'meetings create'
            set flags '--organizer:e-mail address of the Gong user who invites; their consent page is used' '--from:when it starts' '--to:when it ends' '--title:title of the meeting' '--invite:who is invited: "Ann Lee <ann@customer.example>", or the address alone' '--external-id:id of the meeting in your own system' '--provider:conferencing provider, such as zoom; else the user\'s default' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--again:also send what an earlier run may have sent already'
            set valued --organizer --from --to --title --invite --external-id --provider --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'meetings update'
            set flags '--organizer:e-mail address of the Gong user who invites; their consent page is used' '--from:when it starts' '--to:when it ends' '--title:title of the meeting' '--invite:who is invited: "Ann Lee <ann@customer.example>", or the address alone' '--external-id:id of the meeting in your own system' '--provider:conferencing provider, such as zoom; else the user\'s default' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --organizer --from --to --title --invite --external-id --provider --tz --body --set
        case 'meetings delete'
            set flags '--organizer:e-mail address of the Gong user who invited' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --organizer --body --set
        case 'meetings check'
            set flags '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body'
            set valued --body --set
        case 'engagement interaction'
            set flags '--event-id:id of the event; Gong takes each only once' '--at:when it happened' '--type:what happened, such as link clicked' '--title:title of the content' '--content-id:id of the content' '--url:address of the content' '--email:e-mail address of the person' '--tracking:tracking id of the person' '--system:name of the system that reports' '--session:id of the session' '--device:what it happened on' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this'
            set valued --event-id --at --type --title --content-id --url --email --tracking --system --session --device --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'engagement viewed'
            set flags '--system:name of the system that reports' '--at:when it happened' '--event-id:id of the event; Gong takes each only once' '--action:what the action is called' '--sharer:e-mail address of the Gong user who shared the content' '--tracking:tracking id of the person' '--workspace:the workspace' '-w:the workspace' '--content-id:id of the content' '--url:address of the content' '--title:title of the content' '--email:e-mail address of the person who viewed it' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--again:also send what an earlier run may have sent already'
            set valued --system --at --event-id --action --sharer --tracking --workspace -w --content-id --url --title --email --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'engagement shared'
            set flags '--system:name of the system that reports' '--at:when it happened' '--event-id:id of the event; Gong takes each only once' '--action:what the action is called' '--sharer:e-mail address of the Gong user who shared the content' '--tracking:tracking id of the person' '--workspace:the workspace' '-w:the workspace' '--content-id:id of the content' '--url:address of the content' '--title:title of the content' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--again:also send what an earlier run may have sent already'
            set valued --system --at --event-id --action --sharer --tracking --workspace -w --content-id --url --title --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'engagement action'
            set flags '--system:name of the system that reports' '--at:when it happened' '--event-id:id of the event; Gong takes each only once' '--action:what the action is called' '--sharer:e-mail address of the Gong user who shared the content' '--tracking:tracking id of the person' '--workspace:the workspace' '-w:the workspace' '--content-id:id of the content' '--url:address of the content' '--title:title of the content' '--email:e-mail address of the person who did it' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--body:the whole request body; typed flags win over it' '--set:one value of the body, over --body' '--from-file:do it for each line of this table: CSV, TSV, JSON, JSONL or xlsx; - is stdin' '--map:the column of a field, by its heading or as #3; a field alone (email=) is taken from no column' '--country:country of the phone numbers in the table that have no + and country code, such as DE' '--date-format:how days are written in the table: D.M.Y, M/D/Y, D.M.YY or M/D/Y h:mm a; ISO needs none' '--sheet:of a workbook; else its first sheet' '--results:write what became of each line into this file, in the format of its ending; else to stdout' '--failed:write the lines that failed into this file as they came in, ready for --from-file' '--max-changes:decline when there is more to do than this' '--again:also send what an earlier run may have sent already'
            set valued --system --at --event-id --action --sharer --tracking --workspace -w --content-id --url --title --email --tz --body --set --from-file --map --country --date-format --sheet --results --failed --max-changes
        case 'ai ask'
            set flags '--workspace:the workspace' '-w:the workspace' '--period:which calls and e-mails are read; this-year when left out' '--from:read from this on; with the period custom-range' '--to:read until before this; with the period custom-range' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --workspace -w --period --from --to --during --since --overlap --tz
        case 'ai brief'
            set flags '--workspace:the workspace' '-w:the workspace' '--period:which calls and e-mails are read; this-year when left out' '--from:read from this on; with the period custom-range' '--to:read until before this; with the period custom-range' '--brief:name of a published brief, not its id' '--during:both ends at once: last-week, last-7-days, 2026-q2, 2026-w18 …' '--since:from where the last good run of this line ended; the first time --from or --during says: last' '--overlap:with --since last: so much earlier, for what comes late: 3d' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --workspace -w --period --from --to --brief --during --since --overlap --tz
        case 'sync'
            set flags '--into:a .duckdb file or postgres://…; parquet:<folder> or folder:<folder> publish (gong.duckdb); one copy, and what is published of it' '--since:calls back to so long ago, such as 2y; kept for later runs (90d at first)' '--overlap:so much of what is there is proved to be whole by its totals (14d)' '--give-up:after so long a transcript or a summary is awaited no more (14d)' '--exclude:never store these calls: account:<name or id>, domain:<acme.com>, private; kept for later runs; none lifts them, none,private all but that' '--media:also the recordings: video, or audio where there is none, into the folder beside the copy' '--max-removals:remove no more calls than these in one run (100): a key without rights sees none'
            set valued --into --since --overlap --give-up --exclude --max-removals
        case 'sync status'
            set flags '--into:a .duckdb file or postgres://…; parquet:<folder> or folder:<folder> publish (gong.duckdb)'
            set valued --into
        case 'sync check'
            set flags '--into:a .duckdb file or postgres://…; parquet:<folder> or folder:<folder> publish (gong.duckdb)' '--sample:how many of the calls are read again and compared (5%)'
            set valued --into --sample
        case 'sync purge'
            set flags '--into:a .duckdb file or postgres://…; parquet:<folder> or folder:<folder> publish (gong.duckdb)' '--older-than:calls that began longer ago, and figures about people of then: 2y, 18mo, 90d' '--person:e-mail address or phone number: calls with them go whole, and the value from everything else' '--exclude:account:<name or id>, domain:<acme.com>, private; none of them is stored any more, either'
            set valued --into --older-than --person --exclude
        case 'mcp'
            set flags '--install:print what makes a client start this server; the other flags go into it' '--write:with --install: add it to the settings of the client, and keep them as they were beside it' '--skill:print SKILL.md, which tells coding agents how to use the command line itself' '--toolset:which tools there are: questions, or domains such as calls and stats (questions)' '--allow:changes too, planned first and carried out second: write; billed for what spends credits' '--as:only what this user sees by their permission profiles, as far as Gong\'s API tells' '--workspace:only calls of these workspaces' '-w:only calls of these workspaces' '--http:serve over HTTP on 127.0.0.1 instead (0 = any free port)' '--redact:take these out of everything that leaves' '--audit:keep there who asked for what, a line of JSON a call (mcp/audit.jsonl in the state folder)'
            set valued --install --toolset --allow --as --workspace -w --http --redact --audit
        case 'webhooks listen'
            set flags '--port:port to listen on (4665; 0 = any free one)' '--host:address to listen on (127.0.0.1); 0.0.0.0 in a container' '--public-key:the public key of the automation rule, as Gong shows it or as PEM' '--secret-path:a file (or -) with the path of the address that only Gong knows' '--url:the address as the rule has it; without it, what the request says of its host and path' '--max-age:refuse tokens that were made longer ago (10m); 0s for any age' '--exec:run this for each event, which it gets as JSON on stdin; words are split at blanks, and no shell reads them' '--parallel:so many commands at the same time (4)' '--exec-timeout:end a command that takes longer (5m)' '--attempts:give an event up after so many tries (8): it stays for replay' '--into:note calls in this copy, so that the next gong sync fetches them first' '--spool:where events are kept (webhooks in the data folder)' '--keep:keep what was delivered so long, for replay and to know it again (720h)' '--reconcile:compare with the calls of Gong at the start and so often (1h with a profile); 0s: never' '--overdue:make up for an event that has not come so long after its call (6h)' '--since:compare calls since then at the start (the first start on this spool)' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--drain:what is under way at the end may take so long (25s)'
            set valued --port --host --public-key --secret-path --url --max-age --exec --parallel --exec-timeout --attempts --into --spool --keep --reconcile --overdue --since --tz --drain
        case 'webhooks verify'
            set flags '--public-key:the public key of the automation rule, as Gong shows it or as PEM' '--secret-path:a file (or -) with the path of the address that only Gong knows' '--url:the address as the rule has it; without it, what the request says of its host and path' '--max-age:refuse tokens that were made longer ago (10m); 0s for any age' '--at:judge the dates of the token as of then (now)' '--tz:zone of dates without one; else the profile\'s, else the machine\'s'
            set valued --public-key --secret-path --url --max-age --at --tz
        case 'webhooks replay'
            set flags '--since:all that came since then, also what was delivered' '--tz:zone of dates without one; else the profile\'s, else the machine\'s' '--exec:run this for each event, which it gets as JSON on stdin; words are split at blanks, and no shell reads them' '--parallel:so many commands at the same time (4)' '--exec-timeout:end a command that takes longer (5m)' '--attempts:give an event up after so many tries (8): it stays for replay' '--spool:where events are kept (webhooks in the data folder)'
            set valued --since --tz --exec --parallel --exec-timeout --attempts --spool
        case 'profiles add'
            set flags '--base-url:address of the API that Gong shows for your company (https://api.gong.io)' '--keys:where the key of all profiles is kept: in the keychain, under a passphrase, or in a key file' '--time-zone:zone of dates without one' '--workspace:workspace that commands use unless told otherwise' '--no-check:store without asking Gong'
            set valued --base-url --keys --time-zone --workspace
        case 'profiles login'
            set flags '--client-id:client id of your app in Gong; needed for the first login' '--scopes:what to ask for; what every read needs when left out' '--redirect:redirect address that the app has in Gong (http://localhost:4665/callback)' '--manual:paste the address that the browser ends at, for a browser on another machine' '--auth-url:address that people sign in to, for stand-ins (https://app.gong.io)' '--keys:where the key of all profiles is kept: in the keychain, under a passphrase, or in a key file' '--time-zone:zone of dates without one' '--workspace:workspace that commands use unless told otherwise'
            set valued --client-id --scopes --redirect --auth-url --keys --time-zone --workspace
        case 'profiles set'
            set flags '--time-zone:zone of dates without one' '--workspace:workspace that commands use unless told otherwise' '--base-url:address of the API that Gong shows for your company' '--key-from-stdin:another key, read as JSON from stdin; the base URL stays unless one comes along' '--no-check:store it without asking Gong'
            set valued --time-zone --workspace --base-url
        case 'profiles rekey'
            set flags '--keys:where the key of all profiles is kept: in the keychain, under a passphrase, or in a key file; else as before'
            set valued --keys
        case 'profiles import'
            set flags '--as:another name for it here' '--keys:where the key of all profiles is kept: in the keychain, under a passphrase, or in a key file'
            set valued --as --keys
        case 'schedule add'
            set flags '--cron:when, as in a crontab: \'0 6 * * 1\', @weekly' '--tz:zone of --cron; the machine\'s, where cron starts it' '--systemd:a timer of systemd, for this user, instead of a line in the crontab' '--github:print a workflow for GitHub Actions instead, and change nothing here' '--reserve:keep so many requests of the day for it, on the days when it runs' '--no-run:do not run the line now; only the credential is tried'
            set valued --cron --tz --reserve
        case 'doctor'
            set flags '--offline:look at this machine alone, and send nothing' '--quota:who spent the day\'s requests, and for whom some are kept; sends nothing'
        case 'api'
            set flags '--query:parameter of the query' '--body:body of the request' '--paginate:follow the cursor of what only reads, and print the records of every page' '--confirm:off a terminal, for an erasure, together with --yes: the value again'
            set valued --query --body --confirm
        case 'operations'
            set flags '--check:compare Gong\'s published document with what this tool knows, and show what only one of them has; - is stdin'
            set valued --check
        case 'sandbox serve'
            set flags '--port:port on 127.0.0.1 (4664; 0 = any free one)' '--state:keep the company in this file, so that the next start finds it as it was' '--latency:milliseconds before each answer' '--faults:what goes wrong and how often: 0.2, or 429=0.05,500=0.05,cut=0.02 …' '--erasure-takes:how long it takes to erase a person (5m)' '--reimport-after:bring back who was erased so long after that, as a CRM does' '--calls:how many calls the company has (5200)'
            set valued --port --state --latency --faults --erasure-takes --reimport-after --calls
        case 'sandbox fire'
            set flags '--events:how many events, each about another call (1)' '--burst:so many at the same time (1)' '--fault:what is wrong with each event, or unusual' '--test:as "Test now" of a rule does: isTest is true' '--public-key:write the public key there, as Gong shows it' '--save:write each request there, for gong webhooks verify'
            set valued --events --burst --fault --public-key --save
    end
end

# What can stand for a flag or an argument (2) of a command (1).
function __gong_values --no-scope-shadowing
    set how free
    set of
    switch $argv[1]:$argv[2]
        case '*:--profile'
            set how profile
        case '*:-p'
            set how profile
        case '*:--format'
            set how one
            set of table json jsonl csv tsv md html xlsx raw
        case '*:-f'
            set how one
            set of table json jsonl csv tsv md html xlsx raw
        case '*:--out'
            set how file
        case '*:-o'
            set how file
        case '*:--if-exists'
            set how one
            set of replace skip fail
        case '*:--status'
            set how file
        case '*:--log'
            set how one
            set of text json
        case 'calls list:--from'
            set how one
            set of now today yesterday tomorrow
        case 'calls list:--to'
            set how one
            set of now today yesterday tomorrow
        case 'calls list:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'calls list:--since'
            set how one
            set of last
        case 'calls list:--fields'
            set how list
            set of id url title scheduled started duration primaryUserId direction system scope media language workspaceId sdrDisposition clientUniqueId customData purpose meetingUrl isPrivate calendarEventId
        case 'calls get:--fields'
            set how list
            set of id url title scheduled started duration primaryUserId direction system scope media language workspaceId sdrDisposition clientUniqueId customData purpose meetingUrl isPrivate calendarEventId
        case 'calls details:--from'
            set how one
            set of now today yesterday tomorrow
        case 'calls details:--to'
            set how one
            set of now today yesterday tomorrow
        case 'calls details:--crm'
            set how one
            set of none basic extended
        case 'calls details:--crm-at'
            set how list
            set of now call time-of-call
        case 'calls details:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'calls details:--since'
            set how one
            set of last
        case 'calls details:--with'
            set how list
            set of parties brief outline highlights key-points outcome topics trackers tracker-occurrences structure points-of-interest speakers video stats questions comments media all
        case 'calls details:--fields'
            set how list
            set of metaData.id metaData.url metaData.title metaData.scheduled metaData.started metaData.duration metaData.primaryUserId metaData.direction metaData.system metaData.scope metaData.media metaData.language metaData.workspaceId metaData.sdrDisposition metaData.clientUniqueId metaData.customData metaData.purpose metaData.meetingUrl metaData.isPrivate metaData.calendarEventId context parties content.structure content.trackers content.topics content.brief content.outline content.highlights content.callOutcome.id content.callOutcome.category content.callOutcome.name content.keyPoints content.pointsOfInterest interaction.speakers interaction.interactionStats interaction.video interaction.questions.companyCount interaction.questions.nonCompanyCount collaboration.publicComments media.audioUrl media.videoUrl
        case 'calls find:--scope'
            set how one
            set of internal external unknown
        case 'calls find:--from'
            set how one
            set of now today yesterday tomorrow
        case 'calls find:--to'
            set how one
            set of now today yesterday tomorrow
        case 'calls find:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'calls find:--since'
            set how one
            set of last
        case 'calls find:--fields'
            set how list
            set of metaData.id metaData.url metaData.title metaData.scheduled metaData.started metaData.duration metaData.primaryUserId metaData.direction metaData.system metaData.scope metaData.media metaData.language metaData.workspaceId metaData.sdrDisposition metaData.clientUniqueId metaData.customData metaData.purpose metaData.meetingUrl metaData.isPrivate metaData.calendarEventId context parties content.trackers matched
        case 'calls create:--direction'
            set how one
            set of inbound outbound conference unknown
        case 'calls create:--started'
            set how one
            set of now today yesterday tomorrow
        case 'calls create:--scheduled-from'
            set how one
            set of now today yesterday tomorrow
        case 'calls create:--scheduled-to'
            set how one
            set of now today yesterday tomorrow
        case 'calls create:--file'
            set how file
        case 'calls create:--from-file'
            set how file
        case 'calls create:--results'
            set how file
        case 'calls create:--failed'
            set how file
        case 'calls create:--media-dir'
            set how file
        case 'calls create:--fields'
            set how list
            set of callId outcome media url why id
        case 'calls upload:--fields'
            set how list
            set of callId url
        case 'calls upload:2'
            set how file
        case 'calls outcomes:--fields'
            set how list
            set of callOutcome displayOrder connectStatus sentiment todoAction automation category
        case 'calls access list:--from'
            set how one
            set of now today yesterday tomorrow
        case 'calls access list:--to'
            set how one
            set of now today yesterday tomorrow
        case 'calls access list:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'calls access list:--fields'
            set how list
            set of callId users userId title started
        case 'calls access grant:--from'
            set how one
            set of now today yesterday tomorrow
        case 'calls access grant:--to'
            set how one
            set of now today yesterday tomorrow
        case 'calls access grant:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'calls access grant:--from-file'
            set how file
        case 'calls access grant:--results'
            set how file
        case 'calls access grant:--failed'
            set how file
        case 'calls access grant:--fields'
            set how list
            set of callId userId outcome why id access userName callTitle
        case 'calls access revoke:--from'
            set how one
            set of now today yesterday tomorrow
        case 'calls access revoke:--to'
            set how one
            set of now today yesterday tomorrow
        case 'calls access revoke:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'calls access revoke:--from-file'
            set how file
        case 'calls access revoke:--results'
            set how file
        case 'calls access revoke:--failed'
            set how file
        case 'calls access revoke:--fields'
            set how list
            set of callId userId outcome why id access userName callTitle
        case 'calls download:--dir'
            set how file
        case 'calls download:--fields'
            set how list
            set of callId title medium bytes status file
        case 'calls render:--as'
            set how one
            set of md html txt srt vtt
        case 'calls render:--fields'
            set how list
            set of callId metaData parties content transcript
        case 'calls render:*'
            set how file
        case 'transcripts get:--from'
            set how one
            set of now today yesterday tomorrow
        case 'transcripts get:--to'
            set how one
            set of now today yesterday tomorrow
        case 'transcripts get:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'transcripts get:--since'
            set how one
            set of last
        case 'transcripts get:--fields'
            set how list
            set of callId title started transcript
        case 'transcripts export:--from'
            set how one
            set of now today yesterday tomorrow
        case 'transcripts export:--to'
            set how one
            set of now today yesterday tomorrow
        case 'transcripts export:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'transcripts export:--since'
            set how one
            set of last
        case 'transcripts export:--dir'
            set how file
        case 'transcripts export:--as'
            set how list
            set of md txt srt vtt json csv
        case 'transcripts export:--speakers'
            set how one
            set of internal external all
        case 'transcripts export:--give-up'
            set how one
            set of now today yesterday tomorrow
        case 'transcripts export:--fields'
            set how list
            set of callId title files sentences status
        case 'search:--speaker'
            set how list
            set of internal external unknown
        case 'search:--from'
            set how one
            set of now today yesterday tomorrow
        case 'search:--to'
            set how one
            set of now today yesterday tomorrow
        case 'search:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'search:--since'
            set how one
            set of last
        case 'search:--fields'
            set how list
            set of score callId title started at speaker emailAddress affiliation userId text before after link
        case 'users list:--fields'
            set how list
            set of id emailAddress created active emailAliases trustedEmailAddress firstName lastName title phoneNumber extension personalMeetingUrls settings.webConferencesRecorded settings.preventWebConferenceRecording settings.telephonyCallsImported settings.emailsImported settings.preventEmailImport settings.nonRecordedMeetingsImported settings.gongConnectEnabled managerId meetingConsentPageUrl conferencingProviders spokenLanguages
        case 'users get:--fields'
            set how list
            set of id emailAddress created active emailAliases trustedEmailAddress firstName lastName title phoneNumber extension personalMeetingUrls settings.webConferencesRecorded settings.preventWebConferenceRecording settings.telephonyCallsImported settings.emailsImported settings.preventEmailImport settings.nonRecordedMeetingsImported settings.gongConnectEnabled managerId meetingConsentPageUrl conferencingProviders spokenLanguages
        case 'users search:--created-from'
            set how one
            set of now today yesterday tomorrow
        case 'users search:--created-to'
            set how one
            set of now today yesterday tomorrow
        case 'users search:--fields'
            set how list
            set of id emailAddress created active emailAliases trustedEmailAddress firstName lastName title phoneNumber extension personalMeetingUrls settings.webConferencesRecorded settings.preventWebConferenceRecording settings.telephonyCallsImported settings.emailsImported settings.preventEmailImport settings.nonRecordedMeetingsImported settings.gongConnectEnabled managerId meetingConsentPageUrl conferencingProviders spokenLanguages
        case 'users history:--fields'
            set how list
            set of setting value time
        case 'users show:--from'
            set how one
            set of now today yesterday tomorrow
        case 'users show:--to'
            set how one
            set of now today yesterday tomorrow
        case 'users show:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'settings workspaces:--fields'
            set how list
            set of id name description
        case 'settings scorecards:--fields'
            set how list
            set of scorecardId scorecardName workspaceId enabled updaterUserId created updated reviewMethod questions
        case 'settings trackers:--fields'
            set how list
            set of trackerId trackerName workspaceId languageKeywords affiliation partOfQuestion saidAt saidAtInterval saidAtUnit saidInTopics filterQuery created creatorUserId updated updaterUserId
        case 'settings briefs:--fields'
            set how list
            set of briefId briefName workspaceId description status creator creatorUserId created updated
        case 'settings integration:--type'
            set how list
            set of email-composer account-pages dialer
        case 'settings integration:--fields'
            set how list
            set of integrationType allowedOrigin integrationId
        case 'stats activity:--from'
            set how one
            set of now today yesterday tomorrow
        case 'stats activity:--to'
            set how one
            set of now today yesterday tomorrow
        case 'stats activity:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'stats activity:--since'
            set how one
            set of last
        case 'stats activity:--fields'
            set how list
            set of userId userEmailAddress userAggregateActivityStats.callsAsHost userAggregateActivityStats.callsGaveFeedback userAggregateActivityStats.callsRequestedFeedback userAggregateActivityStats.callsReceivedFeedback userAggregateActivityStats.ownCallsListenedTo userAggregateActivityStats.othersCallsListenedTo userAggregateActivityStats.callsSharedInternally userAggregateActivityStats.callsSharedExternally userAggregateActivityStats.callsScorecardsFilled userAggregateActivityStats.callsScorecardsReceived userAggregateActivityStats.callsAttended userAggregateActivityStats.callsCommentsGiven userAggregateActivityStats.callsCommentsReceived userAggregateActivityStats.callsMarkedAsFeedbackGiven userAggregateActivityStats.callsMarkedAsFeedbackReceived
        case 'stats daily:--from'
            set how one
            set of now today yesterday tomorrow
        case 'stats daily:--to'
            set how one
            set of now today yesterday tomorrow
        case 'stats daily:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'stats daily:--since'
            set how one
            set of last
        case 'stats daily:--fields'
            set how list
            set of userId userEmailAddress userDailyActivityStats
        case 'stats periods:--per'
            set how one
            set of day week month quarter year
        case 'stats periods:--from'
            set how one
            set of now today yesterday tomorrow
        case 'stats periods:--to'
            set how one
            set of now today yesterday tomorrow
        case 'stats periods:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'stats periods:--since'
            set how one
            set of last
        case 'stats periods:--fields'
            set how list
            set of userId userEmailAddress userAggregateActivity
        case 'stats interaction:--from'
            set how one
            set of now today yesterday tomorrow
        case 'stats interaction:--to'
            set how one
            set of now today yesterday tomorrow
        case 'stats interaction:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'stats interaction:--since'
            set how one
            set of last
        case 'stats interaction:--fields'
            set how list
            set of userId userEmailAddress personInteractionStats
        case 'stats scorecards:--from'
            set how one
            set of now today yesterday tomorrow
        case 'stats scorecards:--to'
            set how one
            set of now today yesterday tomorrow
        case 'stats scorecards:--reviewed-from'
            set how one
            set of now today yesterday tomorrow
        case 'stats scorecards:--reviewed-to'
            set how one
            set of now today yesterday tomorrow
        case 'stats scorecards:--method'
            set how one
            set of manual auto both automatic
        case 'stats scorecards:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'stats scorecards:--since'
            set how one
            set of last
        case 'stats scorecards:--fields'
            set how list
            set of answeredScorecardId scorecardId scorecardName callId callStartTime reviewedUserId reviewerUserId reviewMethod editorUserId reviewTime visibilityType answers
        case 'stats coaching:--from'
            set how one
            set of now today yesterday tomorrow
        case 'stats coaching:--to'
            set how one
            set of now today yesterday tomorrow
        case 'stats coaching:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'stats coaching:--since'
            set how one
            set of last
        case 'stats coaching:--fields'
            set how list
            set of manager.id manager.emailAddress manager.firstName manager.lastName manager.title directReportsMetrics workspaceId workspaceName
        case 'report reps:--from'
            set how one
            set of now today yesterday tomorrow
        case 'report reps:--to'
            set how one
            set of now today yesterday tomorrow
        case 'report reps:--per'
            set how one
            set of day week month quarter
        case 'report reps:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'report reps:--since'
            set how one
            set of last
        case 'report reps:--fields'
            set how list
            set of userId name emailAddress title managerName from to callsHosted callsAttended callHours callsMeasured talkRatio longestMonologue longestCustomerStory interactivity patience questionRate scorecards scoreAverage feedbackGiven feedbackReceived listened column rule request
        case 'report scorecards:--from'
            set how one
            set of now today yesterday tomorrow
        case 'report scorecards:--to'
            set how one
            set of now today yesterday tomorrow
        case 'report scorecards:--by'
            set how list
            set of rep scorecard question reviewer week month
        case 'report scorecards:--per'
            set how one
            set of day week month quarter
        case 'report scorecards:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'report scorecards:--since'
            set how one
            set of last
        case 'report scorecards:--fields'
            set how list
            set of userId name emailAddress managerName scorecardId scorecardName questionId questionText reviewerUserId reviewerName reviewMethod from to answers average minimum maximum notApplicable column rule request
        case 'report trackers:--from'
            set how one
            set of now today yesterday tomorrow
        case 'report trackers:--to'
            set how one
            set of now today yesterday tomorrow
        case 'report trackers:--by'
            set how list
            set of tracker account rep week
        case 'report trackers:--per'
            set how one
            set of day week month quarter
        case 'report trackers:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'report trackers:--since'
            set how one
            set of last
        case 'report trackers:--fields'
            set how list
            set of trackerId trackerName trackerType accountId accountName userId name emailAddress from to calls occurrences phrase callId title started hostName speakerUserId speakerName affiliation at sentence link column rule request
        case 'report accounts:--from'
            set how one
            set of now today yesterday tomorrow
        case 'report accounts:--to'
            set how one
            set of now today yesterday tomorrow
        case 'report accounts:--per'
            set how one
            set of day week month quarter
        case 'report accounts:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'report accounts:--since'
            set how one
            set of last
        case 'report accounts:--fields'
            set how list
            set of accountId accountName from to calls minutes lastCall reps people topics trackers column rule request
        case 'report coverage:--from'
            set how one
            set of now today yesterday tomorrow
        case 'report coverage:--to'
            set how one
            set of now today yesterday tomorrow
        case 'report coverage:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'report coverage:--since'
            set how one
            set of last
        case 'report coverage:--fields'
            set how list
            set of day counted calls withMedia transcribed analysed private missing column rule request
        case 'report overview:--from'
            set how one
            set of now today yesterday tomorrow
        case 'report overview:--to'
            set how one
            set of now today yesterday tomorrow
        case 'report overview:--per'
            set how one
            set of day week month quarter
        case 'report overview:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'report overview:--since'
            set how one
            set of last
        case 'report overview:--fields'
            set how list
            set of from to timeZone per reps repsByPeriod scorecards scorecardsByPeriod questions trackers trackersByPeriod accounts coverage explained
        case 'query:--file'
            set how file
        case 'archive:--dir'
            set how file
        case 'archive:--from'
            set how one
            set of now today yesterday tomorrow
        case 'archive:--to'
            set how one
            set of now today yesterday tomorrow
        case 'archive:--media'
            set how list
            set of video audio
        case 'archive:--fields'
            set how list
            set of what state files records bytes requests why
        case 'archive:*'
            set how list
            set of settings people permissions library crm calls transcripts scorecards stats engage logs access media
        case 'logs list:--from'
            set how one
            set of now today yesterday tomorrow
        case 'logs list:--to'
            set how one
            set of now today yesterday tomorrow
        case 'logs list:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'logs list:--since'
            set how one
            set of last
        case 'logs list:--fields'
            set how list
            set of userId userEmailAddress userFullName impersonatorUserId impersonatorEmailAddress impersonatorFullName impersonatorCompanyId eventTime logRecord.*
        case 'logs list:1'
            set how one
            set of access activity call-play shared-access shared-play access-log user-activity-log user-call-play externally-shared-call-access externally-shared-call-play
        case 'library folders:--fields'
            set how list
            set of id name parentFolderId createdBy updated
        case 'library calls:--fields'
            set how list
            set of id title note addedBy created url snippet.fromSec snippet.toSec
        case 'permissions list:--fields'
            set how list
            set of id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays
        case 'permissions get:--fields'
            set how list
            set of id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays
        case 'permissions users:--fields'
            set how list
            set of id fullName emailAddress
        case 'permissions of:--fields'
            set how list
            set of workspaceId workspaceName profileId profileName seesCalls seesDeals
        case 'permissions can:--fields'
            set how list
            set of can reason userId userName callId callTitle workspaceId workspaceName profiles isHost tookPart isGranted isPrivate notTold
        case 'permissions export:--fields'
            set how list
            set of workspace profiles
        case 'permissions apply:--from-file'
            set how file
        case 'permissions apply:--results'
            set how file
        case 'permissions apply:--failed'
            set how file
        case 'permissions apply:--fields'
            set how list
            set of profile outcome why id changes
        case 'permissions apply:1'
            set how file
        case 'permissions create:--allow'
            set how list
            set of score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays
        case 'permissions create:--deny'
            set how list
            set of score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays
        case 'permissions create:--fields'
            set how list
            set of id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays
        case 'permissions update:--allow'
            set how list
            set of score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays
        case 'permissions update:--deny'
            set how list
            set of score-calls override-score download-call-media share-calls-with-customers manually-schedule-and-upload-calls private-calls delete-calls trim-calls listen-in-calls delete-emails calls-and-search library deals create-edit-and-delete-deals-boards deals-inline-editing account coaching usage team-stats initiatives market activity forecast forecast-manage engage-manage-company-templates engage-manage-company-sequences engage-create-and-manage-rulesets engage-snooze-flow-to-dos-for-others engage-allow-crm-fields-view-change view-engage-analytics-activity view-engage-analytics-performance view-engage-analytics-flows manage-general-business-settings manage-scorecards export-calls-and-coaching-data-to-csv crm-data-inline-editing crm-data-import view-revenue-analytics manage-revenue-analytics engage-reassign-flow-to-dos-to-others engage-assign-flow-to-dos-to-others deals-data-export ai-builder orchestrate-create-and-manage-plays
        case 'permissions update:--fields'
            set how list
            set of id name description callsAccess.permissionLevel callsAccess.teamLeadIds libraryFolderAccess.permissionLevel libraryFolderAccess.libraryFolderIds libraryFolderAccess.managePublicFolder libraryFolderAccess.manageStreams libraryFolderAccess.manageFolderCalls libraryFolderAccess.shareFoldersAndStreams dealsAccess.permissionLevel dealsAccess.teamLeadIds forecastPermissions.forecastAccess.permissionLevel forecastPermissions.forecastAccess.teamLeadIds forecastPermissions.forecastEditSubmissions.permissionLevel forecastPermissions.forecastEditSubmissions.teamLeadIds forecastPermissions.forecastEditTargets.permissionLevel forecastPermissions.forecastEditTargets.teamLeadIds coachingAccess.permissionLevel coachingAccess.teamLeadIds insightsAccess.permissionLevel insightsAccess.teamLeadIds usageAccess.permissionLevel usageAccess.teamLeadIds emailsAccess.permissionLevel emailsAccess.teamLeadIds scoreCalls overrideScore downloadCallMedia shareCallsWithCustomers manuallyScheduleAndUploadCalls privateCalls deleteCalls trimCalls listenInCalls deleteEmails callsAndSearch library deals createEditAndDeleteDealsBoards dealsInlineEditing account coaching usage teamStats initiatives market activity forecast forecastManage engageManageCompanyTemplates engageManageCompanySequences engageCreateAndManageRulesets engageSnoozeFlowToDosForOthers engageAllowCrmFieldsViewChange viewEngageAnalyticsActivity viewEngageAnalyticsPerformance viewEngageAnalyticsFlows manageGeneralBusinessSettings manageScorecards exportCallsAndCoachingDataToCSV crmDataInlineEditing crmDataImport viewRevenueAnalytics manageRevenueAnalytics engageReassignFlowToDosToOthers engageAssignFlowToDosToOthers dealsDataExport aiBuilder orchestrateCreateAndManagePlays
        case 'privacy find:--fields'
            set how list
            set of value counts.calls counts.emails counts.meetings counts.customerData counts.customerEngagement calls emails meetings customerData customerEngagement suppliedPhoneNumber matchingPhoneNumbers emailAddresses
        case 'privacy report:--fields'
            set how list
            set of about made zone company others counts remarks parts limits
        case 'privacy erase:--received'
            set how one
            set of now today yesterday tomorrow
        case 'privacy erase:--receipt'
            set how file
        case 'privacy erase:--fields'
            set how list
            set of value outcome receipt counts requestId company profile host
        case 'privacy erase-list:--from-file'
            set how file
        case 'privacy erase-list:--results'
            set how file
        case 'privacy erase-list:--failed'
            set how file
        case 'privacy erase-list:--received'
            set how one
            set of now today yesterday tomorrow
        case 'privacy erase-list:1'
            set how file
        case 'privacy verify:--from-file'
            set how file
        case 'privacy verify:--fields'
            set how list
            set of receipt value ticket at outcome verdict left by why copies
        case 'privacy requests:--from-file'
            set how file
        case 'privacy requests:--fields'
            set how list
            set of state value ticket received deadline erased verified reimported why receipts calls request company host profile
        case 'crm integration get:--fields'
            set how list
            set of integrationId ownerEmail name
        case 'crm integration register:--fields'
            set how list
            set of integrationId
        case 'crm integration delete:--fields'
            set how list
            set of clientRequestId status errors totalErrorCount totalSuccessCount
        case 'crm objects get:1'
            set how one
            set of account contact deal lead
        case 'crm objects upload:--from-file'
            set how file
        case 'crm objects upload:--results'
            set how file
        case 'crm objects upload:--failed'
            set how file
        case 'crm objects upload:1'
            set how one
            set of account contact deal lead business-user stage
        case 'crm objects upload:2'
            set how file
        case 'crm schema get:--fields'
            set how list
            set of objectType uniqueName label type lastModified isDeleted referenceTo orderedValueList
        case 'crm schema get:1'
            set how one
            set of account contact deal lead
        case 'crm schema add:--from-file'
            set how file
        case 'crm schema add:--results'
            set how file
        case 'crm schema add:--failed'
            set how file
        case 'crm schema add:1'
            set how one
            set of account contact deal lead
        case 'crm schema diff:--fields'
            set how list
            set of uniqueName type change before differs
        case 'crm schema diff:1'
            set how one
            set of account contact deal lead
        case 'crm schema diff:2'
            set how file
        case 'crm schema set:--from-file'
            set how file
        case 'crm schema set:--results'
            set how file
        case 'crm schema set:--failed'
            set how file
        case 'crm schema set:1'
            set how one
            set of account contact deal lead
        case 'crm schema set:2'
            set how file
        case 'crm status:--fields'
            set how list
            set of clientRequestId status errors totalErrorCount totalSuccessCount
        case 'crm associations:--since'
            set how one
            set of now today yesterday tomorrow
        case 'flows list:--fields'
            set how list
            set of id name folderId folderName visibility creationDate exclusive
        case 'flows folders:--fields'
            set how list
            set of id name folderId folderName visibility creationDate exclusive parentFolderId
        case 'flows steps:--fields'
            set how list
            set of id name folderId visibility creationDate exclusive description steps
        case 'flows assigned:--fields'
            set how list
            set of flowId flowName crmProspectId flowInstanceId flowInstanceOwnerEmail flowInstanceOwnerFullName flowInstanceCreateDate flowInstanceStatus workspaceId exclusive
        case 'flows assign:--from-file'
            set how file
        case 'flows assign:--results'
            set how file
        case 'flows assign:--failed'
            set how file
        case 'flows assign:--fields'
            set how list
            set of crmProspectId outcome why id flowId flowName flowInstanceId flowInstanceOwnerEmail flowInstanceOwnerFullName flowInstanceCreateDate flowInstanceStatus workspaceId exclusive errorCode errorMessage
        case 'flows bulk-assign:--from-file'
            set how file
        case 'flows bulk-assign:--results'
            set how file
        case 'flows bulk-assign:--failed'
            set how file
        case 'flows bulk-assign:--file'
            set how file
        case 'flows bulk-assign:--fields'
            set how list
            set of firstName lastName email jobTitle linkedInUrl crmId accountCrmId companyName outcome why id bulkAssignmentId crmProspectId
        case 'flows bulk-status:--fields'
            set how list
            set of id status totalCount processedCount successCount failedCount results
        case 'flows unassign:--from-file'
            set how file
        case 'flows unassign:--results'
            set how file
        case 'flows unassign:--failed'
            set how file
        case 'flows unassign:--fields'
            set how list
            set of flowInstanceId outcome why id flowId flowName crmProspectId
        case 'tasks list:--type'
            set how list
            set of flow manual
        case 'tasks list:--action'
            set how list
            set of call
        case 'tasks list:--status'
            set how list
            set of open done dismissed
        case 'tasks list:--fields'
            set how list
            set of id userId created updated status type actions account.crmId account.name account.crmUrl opportunity.crmId opportunity.name opportunity.crmUrl opportunity.status opportunity.stage opportunity.amount opportunity.probability opportunity.closeDate dueDate flow.id flow.name flow.step.id flow.step.name flow.step.stepNumber contact.crmId contact.type contact.data.firstName contact.data.lastName contact.data.crmUrl contact.data.companyName contact.data.affiliation contact.data.emails contact.data.title contact.data.timezone contact.data.phoneNumbers contact.data.city contact.data.country contact.data.state contact.data.zipcode contact.data.optOutChannels contact.data.linkedinProfile additionalContacts title priority.id priority.name priority.weight
        case 'tasks update:--status'
            set how one
            set of open done dismissed
        case 'tasks update:--due'
            set how one
            set of now today yesterday tomorrow
        case 'tasks update:--from-file'
            set how file
        case 'tasks update:--results'
            set how file
        case 'tasks update:--failed'
            set how file
        case 'tasks update:--fields'
            set how list
            set of id userId created updated status type actions account.crmId account.name account.crmUrl opportunity.crmId opportunity.name opportunity.crmUrl opportunity.status opportunity.stage opportunity.amount opportunity.probability opportunity.closeDate dueDate flow.id flow.name flow.step.id flow.step.name flow.step.stepNumber contact.crmId contact.type contact.data.firstName contact.data.lastName contact.data.crmUrl contact.data.companyName contact.data.affiliation contact.data.emails contact.data.title contact.data.timezone contact.data.phoneNumbers contact.data.city contact.data.country contact.data.state contact.data.zipcode contact.data.optOutChannels contact.data.linkedinProfile additionalContacts title priority.id priority.name priority.weight outcome why
        case 'meetings create:--from'
            set how one
            set of now today yesterday tomorrow
        case 'meetings create:--to'
            set how one
            set of now today yesterday tomorrow
        case 'meetings create:--from-file'
            set how file
        case 'meetings create:--results'
            set how file
        case 'meetings create:--failed'
            set how file
        case 'meetings create:--fields'
            set how list
            set of meetingId meetingUrl additionalInvitees outcome why id
        case 'meetings update:--from'
            set how one
            set of now today yesterday tomorrow
        case 'meetings update:--to'
            set how one
            set of now today yesterday tomorrow
        case 'meetings update:--fields'
            set how list
            set of meetingId outcome
        case 'meetings delete:--fields'
            set how list
            set of meetingId outcome organizerEmail
        case 'meetings check:--fields'
            set how list
            set of email exists valid userFacingError fixUrl helpUrl
        case 'engagement interaction:--at'
            set how one
            set of now today yesterday tomorrow
        case 'engagement interaction:--device'
            set how one
            set of mobile pc
        case 'engagement interaction:--from-file'
            set how file
        case 'engagement interaction:--results'
            set how file
        case 'engagement interaction:--failed'
            set how file
        case 'engagement interaction:--fields'
            set how list
            set of eventId status outcome why id
        case 'engagement viewed:--at'
            set how one
            set of now today yesterday tomorrow
        case 'engagement viewed:--from-file'
            set how file
        case 'engagement viewed:--results'
            set how file
        case 'engagement viewed:--failed'
            set how file
        case 'engagement viewed:--fields'
            set how list
            set of eventId status outcome why id
        case 'engagement shared:--at'
            set how one
            set of now today yesterday tomorrow
        case 'engagement shared:--from-file'
            set how file
        case 'engagement shared:--results'
            set how file
        case 'engagement shared:--failed'
            set how file
        case 'engagement shared:--fields'
            set how list
            set of eventId status outcome why id
        case 'engagement action:--at'
            set how one
            set of now today yesterday tomorrow
        case 'engagement action:--from-file'
            set how file
        case 'engagement action:--results'
            set how file
        case 'engagement action:--failed'
            set how file
        case 'engagement action:--fields'
            set how list
            set of eventId status outcome why id
        case 'ai ask:--period'
            set how one
            set of last-7-days last-30-days last-90-days last-90-days-since-last-activity last-year-since-last-activity last-year this-week this-month this-year this-quarter custom-range all-conversations
        case 'ai ask:--from'
            set how one
            set of now today yesterday tomorrow
        case 'ai ask:--to'
            set how one
            set of now today yesterday tomorrow
        case 'ai ask:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'ai ask:--since'
            set how one
            set of last
        case 'ai ask:--fields'
            set how list
            set of answer numOfCallsSearched numOfEmailsSearched
        case 'ai brief:--period'
            set how one
            set of last-7-days last-30-days last-90-days last-90-days-since-last-activity last-year-since-last-activity last-year this-week this-month this-year this-quarter custom-range all-conversations
        case 'ai brief:--from'
            set how one
            set of now today yesterday tomorrow
        case 'ai brief:--to'
            set how one
            set of now today yesterday tomorrow
        case 'ai brief:--during'
            set how one
            set of today yesterday this-week last-week this-month last-month this-quarter last-quarter this-year last-year last-7-days last-4-weeks last-6-months
        case 'ai brief:--since'
            set how one
            set of last
        case 'ai brief:--fields'
            set how list
            set of briefSections numOfCallsSearched numOfEmailsSearched
        case 'sync:--fields'
            set how list
            set of subject state requests new changed removed awaited until why
        case 'sync:*'
            set how list
            set of calls transcripts users stats scorecards settings library crm flows
        case 'sync status:--fields'
            set how list
            set of month calls awaitDetails awaitTranscript awaitSummary awaitMedia settled gone excluded
        case 'sync check:--fields'
            set how list
            set of month gong copy awaitDetails awaitTranscript excluded sampled differences differs
        case 'sync purge:--fields'
            set how list
            set of table removed redacted
        case 'mcp:--install'
            set how one
            set of claude-desktop claude-code cursor vscode windsurf codex gemini
        case 'mcp:--allow'
            set how list
            set of write billed
        case 'mcp:--redact'
            set how list
            set of emails phones
        case 'mcp:--audit'
            set how file
        case 'mcp:--fields'
            set how list
            set of client file entry written skill
        case 'webhooks listen:--public-key'
            set how file
        case 'webhooks listen:--secret-path'
            set how file
        case 'webhooks listen:--spool'
            set how file
        case 'webhooks listen:--since'
            set how one
            set of now today yesterday tomorrow
        case 'webhooks listen:--fields'
            set how list
            set of url spool
        case 'webhooks verify:--public-key'
            set how file
        case 'webhooks verify:--secret-path'
            set how file
        case 'webhooks verify:--at'
            set how one
            set of now today yesterday tomorrow
        case 'webhooks verify:--fields'
            set how list
            set of valid refusal why eventId callId isTest webhookUrl issuedAt expiresAt
        case 'webhooks verify:1'
            set how file
        case 'webhooks replay:--since'
            set how one
            set of now today yesterday tomorrow
        case 'webhooks replay:--spool'
            set how file
        case 'webhooks replay:--fields'
            set how list
            set of eventId callId receivedAt source state attempts why outcome
        case 'profiles add:--keys'
            set how one
            set of keychain passphrase file
        case 'profiles add:--fields'
            set how list
            set of name baseUrl timeZone workspace rate
        case 'profiles login:--keys'
            set how one
            set of keychain passphrase file
        case 'profiles login:--fields'
            set how list
            set of name baseUrl scopes
        case 'profiles login:1'
            set how profile
        case 'profiles list:--fields'
            set how list
            set of name baseUrl chosen timeZone workspace rate
        case 'profiles show:--fields'
            set how list
            set of name baseUrl source why timeZone workspace rate
        case 'profiles show:1'
            set how profile
        case 'profiles use:--fields'
            set how list
            set of name baseUrl timeZone workspace rate
        case 'profiles use:1'
            set how profile
        case 'profiles set:--fields'
            set how list
            set of name baseUrl timeZone workspace rate
        case 'profiles set:1'
            set how profile
        case 'profiles check:--fields'
            set how list
            set of name baseUrl why account scopes missing milliseconds
        case 'profiles check:1'
            set how profile
        case 'profiles rename:--fields'
            set how list
            set of name baseUrl timeZone workspace rate
        case 'profiles rename:1'
            set how profile
        case 'profiles remove:--fields'
            set how list
            set of name baseUrl timeZone workspace rate
        case 'profiles remove:1'
            set how profile
        case 'profiles rekey:--keys'
            set how one
            set of keychain passphrase file
        case 'profiles rekey:--fields'
            set how list
            set of keys profiles
        case 'profiles export:--fields'
            set how list
            set of gongProfile name baseUrl key sealed
        case 'profiles export:1'
            set how profile
        case 'profiles import:--keys'
            set how one
            set of keychain passphrase file
        case 'profiles import:--fields'
            set how list
            set of name baseUrl timeZone workspace rate
        case 'profiles import:1'
            set how file
        case 'schedule add:--fields'
            set how list
            set of name cron zone by next command written
        case 'schedule list:--fields'
            set how list
            set of name cron zone by state lastRun exit next reserve command folder
        case 'schedule log:--fields'
            set how list
            set of name log
        case 'schedule remove:--fields'
            set how list
            set of name removed
        case 'doctor:--fields'
            set how list
            set of check status found next spender requests reserved share
        case 'api:1'
            set how one
            set of get post put patch delete
        case 'operations:--check'
            set how file
        case 'operations:--fields'
            set how list
            set of operation method path effect scope paged command summary onlyIn what place field value
        case 'completion:--fields'
            set how list
            set of shell script
        case 'completion:1'
            set how one
            set of bash zsh fish powershell
        case 'sandbox serve:--state'
            set how file
        case 'sandbox serve:--fields'
            set how list
            set of url accessKey accessKeySecret bearerToken clientId clientSecret
        case 'sandbox fire:--fault'
            set how list
            set of duplicate replay wrong-signature wrong-url wrong-body expired not-yet-valid alg-none hs256 no-token
        case 'sandbox fire:--public-key'
            set how file
        case 'sandbox fire:--save'
            set how file
        case 'sandbox fire:--fields'
            set how list
            set of callId fault status answer asExpected publicKey
    end
end

# The names of the stored profiles, and nothing when they cannot be read.
function __gong_profiles
    set -l names (command gong profiles list --format tsv --fields name --quiet 2>/dev/null </dev/null)
    or return
    string match -r -- '^[A-Za-z0-9][A-Za-z0-9._-]*$' $names[2..]
end

function __gong_complete
    set -l words
    set -l flags
    set -l valued
    set -l how one
    set -l of
    set -l place ''
    set -l flag
    set -l ended
    set -l helping
    set -l index 1
    set -l before ''
    set -l line (commandline -opc)
    set -l cur (commandline -ct | string collect)

    __gong_at ''
    set -l globals $valued
    for word in $line[2..]
        if set -q flag[1]
            set flag
        else if not set -q ended[1]; and contains -- "$word" --
            set ended yes
        else if not set -q ended[1]; and string match -q -- '-*' "$word"
            contains -- "$word" $valued $globals; and set flag "$word"
        else if not contains -- "$word" (string replace -r -- ':.*' '' $words)
            set index (math $index + 1)
        else if contains -- "$word" help
            set helping yes
        else
            set place (string trim -- "$place $word")
            __gong_at $place
        end
    end

    if not set -q flag[1]; and not set -q ended[1]; and string match -qr -- '^--[^=]*=' "$cur"
        set flag (string replace -r -- '=.*' '' "$cur" | string collect)
        set cur (string replace -r -- '^[^=]*=' '' "$cur" | string collect)
        set before $flag=
    end
    set cur (string replace -r -- '^["\']' '' "$cur" | string collect)

    if set -q helping[1]
        set of $words
        test -z "$place"; and set -a of 'dates:how times and periods are typed' 'formats:what json, csv, table and the others look like' 'exit-codes:what the exit code says to a script' 'long-pulls:how long periods are pulled, and resumed' 'environment:the variables that are read'
    else if set -q flag[1]
        __gong_values "$place" $flag
    else if not set -q ended[1]; and string match -q -- '-*' "$cur"
        set of $flags
        if test -n "$place"
            __gong_at ''
            set -a of $flags
        end
    else if set -q words[1]
        set of $words
    else
        __gong_values "$place" $index
    end

    switch $how
        case profile
            set of (__gong_profiles)
        case file
            for path in (__fish_complete_path "$cur")
                printf '%s\n' $before$path
            end
        case free
            if string match -q -- '@*' "$cur"
                for path in (__fish_complete_path (string sub -s 2 -- "$cur"))
                    printf '%s\n' $before@$path
                end
            end
        case list
            set -l used (string split , -- "$cur")
            set -e used[-1]
            for word in $used
                set before "$before$word,"
            end
            for word in $of
                contains -- $word $used; or printf '%s\n' $before$word
            end
            return
    end
    for word in $of
        printf '%s\n' $before(string replace : \t -- $word)
    end
end

complete -c gong -f -a '(__gong_complete)'
