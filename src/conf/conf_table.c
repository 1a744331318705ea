#include "base/scope.h"
#include "conf/conf.h"

/* The one list of keys. Everything that a person reads about a key and everything that the parser
 * obeys is in its row: the range is read from its text, the default is given to the same reader as
 * the file's own values. Keys of a section stand together. */

#define AT(member) offsetof(struct conf, member)

#define AT_HOOK(member) offsetof(struct conf_hook, member)

static const struct conf_doc rows_hook[] = {
    {"hooks[].name", "text", "", "\"\"", "",
     "Last part of its address, /api/hook/NAME: letters, digits, '.', '_' and '-'", AT_HOOK(name)},
    {"hooks[].script", "path", "", "\"\"", "",
     "Script that is run; it reads the body of the call from standard input", AT_HOOK(script)},
    {"hooks[].secret_file", "path", "", "\"\"", "",
     "File that holds the secret of both sides, readable by nobody else; relative to the project "
     "or absolute",
     AT_HOOK(secret_file)},
    {"hooks[].signature", "choice", "", "github", "github | gitea | plain",
     "Where the HMAC-SHA256 of the body stands: X-Hub-Signature-256, X-Gitea-Signature or "
     "X-Signature",
     AT_HOOK(signature)},
    {"hooks[].branch", "text", "", "\"\"", "",
     "Only pushes to this branch run the script. Empty: every call does", AT_HOOK(branch)},
    {"hooks[].key", "text", "", "\"\"", "",
     "Runs of one key never run at the same time. Empty: they may", AT_HOOK(key)},
    {NULL},
};

#define AT_PUSH(member) offsetof(struct conf_on_push, member)

static const struct conf_doc rows_push[] = {
    {"on_push[].branch", "text", "", "\"*\"", "",
     "Branch that was pushed, or a pattern such as release/*; with tag: the tag", AT_PUSH(branch)},
    {"on_push[].script", "path", "", "\"\"", "",
     "Script that is run, at exactly the commit that was pushed", AT_PUSH(script)},
    {"on_push[].args", "list of text", "", "[]", "", "Its arguments", AT_PUSH(args)},
    {"on_push[].tag", "true or false", "", "false", "",
     "Whether tags are meant instead of branches", AT_PUSH(is_tag)},
    {NULL},
};

static const struct conf_doc rows[] = {
    {"name", "text", "", "\"\"", "", "Name of the project for people: in lists and in the browser",
     AT(name)},
    {"base_dir", "path", "", "\"\"", "absolute",
     "Where the project lies. A copy or a moved project is noticed by this: the file then has to "
     "be corrected before anything runs. A clone of the repository that holds this file is not: "
     "'pirun init' there writes its own place into var/base_dir",
     AT(base_dir)},
    {"venv_python", "path", "", ".venv/bin/python", "",
     "Interpreter that runs the scripts, relative to the project or absolute", AT(venv_python)},

    {"git.remote", "text", "", "\"\"", "",
     "URL of the remote repository, without user name and password", AT(git.remote)},
    {"git.branch", "text", "", "main", "",
     "Branch that a project without a commit pulls. Later it is the one that is checked out",
     AT(git.branch)},
    {"git.timeout_ms", "integer", "ms", "600000", "1000 to 86400000",
     "Work with the remote is ended after this time", AT(git.timeout_ms)},
    {"git.idle_timeout_ms", "integer", "ms", "120000", "1000 to 86400000",
     "Work with the remote is ended when nothing came from it for this time",
     AT(git.idle_timeout_ms)},
    {"git.auth.type", "text", "", "ssh", "ssh | token | none",
     "How the remote is told who asks: an SSH key, a token over HTTPS, or not at all",
     AT(git.auth.type)},
    {"git.auth.ssh_key_path", "path", "", "\"\"", "absolute",
     "Private key for SSH. Use ed25519 or ECDSA: servers of today refuse how libssh2 signs with "
     "RSA",
     AT(git.auth.ssh_key_path)},
    {"git.auth.token_path", "path", "", "\"\"", "absolute",
     "File that holds the token, readable by nobody else", AT(git.auth.token_path)},
    {"git.auth.known_hosts_path", "path", "", "\"\"", "absolute",
     "Known host keys, besides those that `pirun git trust` recorded. ~/.ssh/known_hosts is only "
     "read "
     "when it is named here",
     AT(git.auth.known_hosts_path)},
    {"git.auth.ca_path", "path", "", "\"\"", "absolute",
     "Certificates (PEM) that an https remote's may be signed by. Empty: the system's",
     AT(git.auth.ca_path)},

    {"server.addr", "address", "", "127.0.0.1:8080", "HOST:PORT | [IPV6]:PORT | off",
     "Where HTTP is served. 127.0.0.1 is this machine only, 0.0.0.0 every interface; port 0 is any "
     "free one; an IPv6 address is written in quotes, as in \"[::1]:8080\"",
     AT(server.addr)},
    {"server.socket", "path", "", "\"\"", "",
     "Unix-domain socket on which HTTP is served besides, as var/http.sock, for the owner of the "
     "project alone; relative to the project or absolute",
     AT(server.socket)},
    {"server.read_timeout_ms", "integer", "ms", "5000", "100 to 3600000",
     "Most time that a client may take to send a request; a body that comes with at least 4 KiB/s "
     "may take longer",
     AT(server.read_timeout_ms)},
    {"server.write_timeout_ms", "integer", "ms", "15000", "100 to 3600000",
     "Most time that a client may leave data unread", AT(server.write_timeout_ms)},
    {"server.run_timeout_ms", "integer", "ms", "30000", "0 to 31536000000",
     "Most time that a run may take when its job asks for no other. 0: no limit",
     AT(server.run_timeout_ms)},
    {"server.max_upload_bytes", "integer", "bytes", "5000000", "1024 to 1073741824",
     "Largest body of one request; larger files are sent in parts", AT(server.max_upload_bytes)},
    {"server.max_connections", "integer", "", "1024", "1 to 65536",
     "Connections at the same time; more wait", AT(server.max_connections)},
    {"server.max_connections_per_address", "integer", "", "64", "0 to 65536",
     "Connections of one address (of one /64 network of IPv6) at the same time; more are refused. "
     "127.0.0.1 and ::1, where proxies are, have no such limit. 0: no limit",
     AT(server.max_connections_per_address)},
    {"server.access_log", "path", "", "off", "off | stderr | PATH",
     "Where each request is noted, one line of JSON: nowhere, with the server's messages, or in a "
     "file, relative to the project or absolute, opened anew on SIGHUP",
     AT(server.access_log)},
    {"server.auth", "choice", "", "token", "token | none",
     "Who may use the API: holders of a token, or everybody who can connect, which is only allowed "
     "when addr is this machine only",
     AT(server.auth)},
    {"server.cors_origins", "list of text", "", "[]", "",
     "Other web pages that may use the API, as in [\"https://example.org\"]",
     AT(server.cors_origins)},
    {"server.hosts", "list of text", "", "[]", "",
     "Further names that the server answers to, as in [\"pi.example.org\"]: those of a proxy, or "
     "of "
     "this machine elsewhere. localhost, the host of addr and, when others can connect, the "
     "machine's own name are known. Counts from the next start",
     AT(server.hosts)},
    {"server.tls.cert", "path", "", "\"\"", "",
     "Certificate chain in PEM form; with key it makes the server speak HTTPS",
     AT(server.tls.cert)},
    {"server.tls.key", "path", "", "\"\"", "", "Private key of the certificate in PEM form",
     AT(server.tls.key)},

    {"spool.durability", "choice", "", "full", "full | file | none",
     "What is on the disk before a job counts as accepted: the file and its directory, the file "
     "alone "
     "(a power cut may lose the job), or neither",
     AT(spool.durability)},
    {"spool.group", "text", "", "\"\"", "",
     "Group whose members may drop job files. Empty: only the owner of the project",
     AT(spool.group)},
    {"spool.max_waiting", "integer", "", "100000", "1 to 10000000",
     "Jobs that may wait; beyond it a submission is told to try again later",
     AT(spool.max_waiting)},
    {"spool.max_job_bytes", "integer", "bytes", "65536", "1024 to 65536", "Largest job file",
     AT(spool.max_job_bytes)},
    {"spool.allow_network_fs", "true or false", "", "false", "",
     "Use a spool on NFS, CIFS or FUSE although a file dropped by another machine is then noticed "
     "only "
     "by looking every 2 s",
     AT(spool.allow_network_fs)},

    {"run.jobs", "integer", "", "0", "0 to 1024",
     "Runs at the same time. 0: as many as there are cores", AT(run.jobs)},
    {"run.cancel_grace_ms", "integer", "ms", "10000", "0 to 600000",
     "Time between SIGTERM and SIGKILL when a run is ended", AT(run.cancel_grace_ms)},
    {"run.network", "choice", "", "none", "none | full", "The most network that a job may ask for",
     AT(run.network)},
    {"run.sandbox", "choice", "", "auto", "auto | full | namespaces | landlock | basic | off",
     "How runs are confined. auto: the best that works here, told with each run; full: nothing "
     "runs "
     "with less than namespaces and a cgroup; the other words: at most that level, for programs "
     "that "
     "need more; off: not at all. 'pirun doctor' tells what works",
     AT(run.sandbox)},
    {"run.limits.memory_mb", "integer", "MiB", "256", "0 to 16777216",
     "Memory of a run. 0: no limit, here and below", AT(run.limits.memory_mb)},
    {"run.limits.cpus", "number", "cores", "1.0", "0 to 1024", "Processor time per time",
     AT(run.limits.cpus)},
    {"run.limits.pids", "integer", "", "64", "0 to 1000000", "Processes and threads",
     AT(run.limits.pids)},
    {"run.limits.disk_mb", "integer", "MiB", "512", "0 to 1073741824",
     "What a run may add to the disk", AT(run.limits.disk_mb)},
    {"run.limits.file_mb", "integer", "MiB", "256", "0 to 1073741824",
     "Largest file that it writes", AT(run.limits.file_mb)},
    {"run.limits.open_files", "integer", "", "256", "0 to 1048576", "Open files of one process",
     AT(run.limits.open_files)},
    {"run.limits.output_mb", "integer", "MiB", "64", "0 to 1048576",
     "Output that is kept: the head and the tail, with a note of what was dropped",
     AT(run.limits.output_mb)},

    {"env.python", "path", "", "\"\"", "absolute",
     "Interpreter that environments are made of, as /usr/local/bin/python3.13. Empty: "
     "/usr/bin/python3. Outside of /usr its installation becomes visible to scripts, read-only",
     AT(env.python)},
    {"env.tool", "text", "", "auto", "auto | pip | uv",
     "What installs packages. auto: uv where it is installed, else pip", AT(env.tool)},
    {"env.index_url", "text", "", "\"\"", "",
     "Package index, as https://pypi.org/simple. Empty: the tool's own", AT(env.index_url)},
    {"env.extra_index_urls", "list of text", "", "[]", "", "Further indexes",
     AT(env.extra_index_urls)},
    {"env.wheels", "path", "", "\"\"", "",
     "Directory of wheels, relative to the project or absolute: builds then take packages from it "
     "alone, without network",
     AT(env.wheels)},
    {"env.allow_sdist", "true or false", "", "false", "",
     "Whether packages without a wheel are built from source, which runs their code during the "
     "build",
     AT(env.allow_sdist)},
    {"env.network", "choice", "", "full", "none | full", "Network of builds", AT(env.network)},
    {"env.timeout_ms", "integer", "ms", "1800000", "1000 to 86400000",
     "Most time that a build may take", AT(env.timeout_ms)},
    {"env.memory_mb", "integer", "MiB", "1024", "0 to 16777216",
     "Memory of a build. 0: no limit, here and below", AT(env.memory_mb)},
    {"env.disk_mb", "integer", "MiB", "8192", "0 to 1073741824", "What a build may add to the disk",
     AT(env.disk_mb)},
    {"env.keep.builds", "integer", "", "5", "0 to 1000",
     "Environments that are kept. The current one, the one before it and those that runs use stay "
     "in any case. 0: no limit, here and below",
     AT(env.keep.builds)},
    {"env.keep.days", "integer", "days", "30", "0 to 36500",
     "Environments are removed this long after they were current", AT(env.keep.days)},
    {"env.keep.size_mb", "integer", "MiB", "8192", "0 to 1073741824", "All environments together",
     AT(env.keep.size_mb)},

    {"keep.days", "integer", "days", "30", "0 to 36500",
     "Ended runs are removed after this time. 0: no limit, here and below", AT(keep.days)},
    {"keep.runs", "integer", "", "10000", "0 to 100000000", "Ended runs that are kept",
     AT(keep.runs)},
    {"keep.output_mb", "integer", "MiB", "1024", "0 to 1073741824",
     "Output of all ended runs together", AT(keep.output_mb)},

    {"files.follow_symlinks", "true or false", "", "false", "",
     "Whether the file API follows symbolic links, which never lead out of the project",
     AT(files.follow_symlinks)},
    {"files.uploads_mb", "integer", "MiB", "10240", "1 to 1073741824",
     "Most that uploads in parts hold together before they are complete", AT(files.uploads_mb)},

    {"terminal.enabled", "true or false", "", "false", "",
     "Whether the browser has terminals: shells in the project, confined as runs are, for the role "
     "editor",
     AT(terminal.is_enabled)},
    {"terminal.shell", "path", "", "\"\"", "absolute",
     "Shell of the terminals. Empty: the one of the server's user, bash or sh", AT(terminal.shell)},
    {"terminal.idle_minutes", "integer", "minutes", "30", "0 to 525600",
     "A terminal that nobody looks at is ended after this time. 0: never",
     AT(terminal.idle_minutes)},
    {"terminal.max", "integer", "", "8", "1 to 100", "Terminals at the same time",
     AT(terminal.max)},

    {"preview.script", "path", "", "\"\"", "",
     "Script that is an app with pages of its own, shown in the browser. It must listen on "
     "127.0.0.1 and the port in the variable PORT",
     AT(preview.script)},
    {"preview.args", "list of text", "", "[]", "", "Its arguments", AT(preview.args)},
    {"preview.port", "integer", "", "0", "0 to 65535",
     "Port on which the app is shown, at the host of server.addr. 0: any free one",
     AT(preview.port)},
    {"preview.network", "choice", "", "none", "none | full",
     "Network of the app itself; full needs run.network: full. With none it has a loopback of its "
     "own, which needs namespaces",
     AT(preview.network)},

    {"hooks", "list of sections", "", "[]", "",
     "Webhooks of other services: a call of /api/hook/NAME whose signature is right runs a script",
     AT(hooks), rows_hook, sizeof(struct conf_hook)},
    {"on_push", "list of sections", "", "[]", "",
     "Scripts that a push runs, once 'pirun hooks install' was called. Read from the commit that "
     "was pushed",
     AT(on_push), rows_push, sizeof(struct conf_on_push)},
};

const struct conf_doc *conf_docs(size_t *count)
{
    *count = ARRAY_LEN(rows);
    return rows;
}
