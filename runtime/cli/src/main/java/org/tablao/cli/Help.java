package org.tablao.cli;

/** What {@code tablao help} prints. */
final class Help {
    private Help() {}

    static String text() {
        StringBuilder text = new StringBuilder(
                """
                tablao start <role>…            runs a node; see tablao start --help
                tablao audit verify --home DIR  checks what stopped nodes keep; see tablao audit verify --help
                tablao <noun> <verb> [options]  asks a server

                Jobs
                  job submit <type> [--name N] [--project P] [--shot S] [--priority 0-100] [--manager M] [--wait]
                             [--start-after INSTANT] [--depends-on JOB]… [--tag T]… [--require NAMESPACE;FILTER]…
                             [--slots N] [--memory 8G] [--gpus N] [--limit NAME=N]…
                             [--order ascending|descending|first-middle-last] [--max-running N]
                             [--attempts N] [--failure-limit N] [--task-timeout S] [--silent-timeout S]
                             --<setting> value …  |  --set setting=value …
                  job types                       the job types and their settings
                  job list [--status S,…] [--project P] [--shot ID] [--text T] [--limit N] [--cursor C]
                  job show|watch|tasks <id>
                  job why <id>                    why the first of its waiting tasks does not run
                  job cancel <id> [--yes]
                  job pause|resume <id>           nothing more is begun; what runs ends
                  job priority <id> <0-100>
                  job requeue <id> [--tasks failed|all|1-5,9] [--yes]
                  job blocks <id>                 workers that get no more of a command for it
                  job unblock <id> <worker id>
                Tasks
                  task show <id>
                  task pause|resume|cancel|requeue <id> [--yes]
                  task why <id>                   why it does not run, gate by gate
                  task log <id> [--attempt N] [--tail BYTES] [--follow]
                Frames and shots
                  frame list [--shot ID] [--job ID] [--layer L] [--status S] [--from N] [--to N] [--sort number|newest]
                  frame get <id> [--thumbnail] [--to FILE] [--yes]
                  shot list [--project P]
                  shot show <id>
                Farm
                  farm status
                  worker list
                  worker sleep|wake|drain <id or name>
                  worker schedule <id or name> "mon-fri 09:00-18:00; sat 10:00-12:00"|never
                  manager list
                  manager declare-dead <id> [--yes]
                                                  it will not come back as it was: its jobs go to others
                  limit list
                  limit set <name> <amount> [--scope farm|host] [--description T]
                  limit remove <name> [--yes]
                  project list
                  project share <id or name> [--guaranteed PERCENT] [--burst PERCENT]
                  manager policies                by which policy tasks are given away
                  login-link [--dashboard URL]    a link that logs a browser in, once, within ten minutes

                Users
                  setup --admin NAME [--password-file FILE] [--token-out FILE]
                                                  makes the first administrator, once
                  user list
                  user add <name> --role viewer|artist|wrangler|administrator [--display-name N] [--password-file FILE]
                  user change <name> [--role R] [--display-name N] [--password-file FILE] [--disabled true|false]
                  token list
                  token make <label> [--scopes read,submit-job,…] [--days N] [--out FILE]
                  token revoke <id>
                  audit list [--who N] [--outcome O] [--object O] [--text T] [--from INSTANT] [--to INSTANT]

                Nodes of a farm with TLS
                  node list                       those that have a certificate, and those that wait for one
                  node token [--role worker|manager] [--name N] [--valid 1h] [--out FILE]
                                                  what one node joins with, once
                  node approve|refuse <id>        of one that asks without a token
                  node revoke <id> [--yes]        nothing of it is heard any more
                  node authority                  the fingerprint of the farm's own authority
                  node rotate [--yes]             changes the authority; nodes follow by themselves

                The store of a home on this host
                  backup [--to FILE]              of a node that runs; without --to it is kept in the home
                  restore --from FILE [--yes]     of a node that is stopped; done as it starts next

                Options of all
                  -o table|json|yaml              json and yaml have the server's answer whole
                  --server URL                    else TABLAO_SERVER, else http://127.0.0.1:8080
                  --ca FILE|sha256:HEX            the farm's authority, for https; else TABLAO_CA, else data/authority.pem in
                                                  the home
                  --token-file FILE               else TABLAO_TOKEN, else data/admin.token in
                  --home FOLDER                   else TABLAO_HOME, else ~/.tablao
                Relative paths in settings start from the folder you are in.

                Exit codes
                """);
        for (ExitCode code : ExitCode.values()) {
            text.append(String.format("  %2d  %s%n", code.status(), code.meaning()));
        }
        return text.toString();
    }
}
