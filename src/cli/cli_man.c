#include "cli/cli_man.h"

#include <stdio.h>
#include <string.h>

#include "base/scope.h"
#include "cli/cli_command.h"
#include "cli/cli_help.h"
#include "conf/conf.h"
#include "job/job_file.h"

/* TEXT as roff's running text: nothing of it is a request or an escape, and every '-' can be
 * copied to a shell. */
static void print_text(const char *text)
{
    bool is_line_start = true;
    for (; *text; text++) {
        if (is_line_start && (*text == '.' || *text == '\''))
            (void)fputs("\\&", stdout);
        is_line_start = *text == '\n';
        if (*text == '\\')
            (void)fputs("\\e", stdout);
        else if (*text == '-')
            (void)fputs("\\-", stdout);
        else
            (void)fputc(*text, stdout);
    }
}

static void print_paragraphs(const char *text)
{
    while (*text) {
        size_t size = strcspn(text, "\n");
        auto_free char *paragraph = xstrndup(text, size);
        (void)fputs(".PP\n", stdout);
        print_text(paragraph);
        (void)fputc('\n', stdout);
        text += size + (text[size] != '\0');
    }
}

static void print_verbatim(const char *text)
{
    (void)fputs(".PP\n.RS 4\n.nf\n", stdout);
    print_text(text);
    (void)fputs("\n.fi\n.RE\n", stdout);
}

static void print_term(const char *term, const char *text)
{
    (void)fputs(".TP\n.B ", stdout);
    print_text(term);
    (void)fputc('\n', stdout);
    print_text(text); /* as it is: it may begin with a value, which has no capital */
    (void)fputc('\n', stdout);
}

static void print_group(const struct cli_group *group, bool has_title)
{
    char name[80];
    if (has_title) {
        (void)fputs(".PP\n.I ", stdout);
        print_text(group->title);
        (void)fputc('\n', stdout);
    }
    for (size_t i = 0; i < group->count; i++) {
        cli_help_option_name(&group->options[i], name, sizeof(name));
        print_term(name + strspn(name, " "), group->options[i].help);
    }
}

static void print_command(const struct cli_command *command)
{
    auto_free char *title = xasprintf("pirun %s %s", command->name, command->usage);
    auto_free char *sentence = cli_help_sentence(command->summary);
    (void)fputs(".SS ", stdout);
    print_text(title);
    (void)fputc('\n', stdout);
    print_text(sentence);
    (void)fputc('\n', stdout);
    if (command->description)
        print_paragraphs(command->description);
    for (size_t g = 0; g < CLI_GROUPS_MAX && command->groups[g]; g++)
        print_group(command->groups[g], g > 0);
    if (command->example)
        print_verbatim(command->example);
}

static const char *const before_commands =
    ".TH PIRUN 1 \"\" \"PiRun " PIRUN_VERSION "\" \"User Commands\"\n"
    ".SH NAME\n"
    "pirun \\- run the Python scripts of a project, from files, the command line, cron and timers\n"
    ".SH SYNOPSIS\n"
    ".B pirun\n"
    "[\\-C\n.IR DIR ]\n.I COMMAND\n[\\fIOPTION\\fR...]\n"
    ".SH DESCRIPTION\n"
    "PiRun runs the Python scripts of one project directory, the one that holds\n.IR .pirun.yaml "
    ".\n"
    "Every way to start a run writes a job file into the directory\n.IR var/spool ,\n"
    "so that jobs survive a crash. What was accepted is never lost, is started at most once unless "
    "the job allows\n"
    "more, and its end is recorded once; every file gets an answer.\n"
    ".PP\n"
    "A run is named by its id, by any unique beginning of it, or by @1 for the newest, @2 for the "
    "one before it.\n"
    ".SH COMMANDS\n";

static const char *const after_commands =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nsuccess.\n"
    ".TP\n.B 64\nwrong usage, or a job that is refused.\n"
    ".TP\n.B 65\na conflict: the run has ended already, the file exists, a job is too large.\n"
    ".TP\n.B 66\nno such run, script, project.\n"
    ".TP\n.B 69\nthe server of PIRUN_URL is not reached, or what answers is no PiRun.\n"
    ".TP\n.B 70\nsomething failed inside PiRun.\n"
    ".TP\n.B 73\nno space left, or a read-only disk.\n"
    ".TP\n.B 75\nbusy: try again.\n"
    ".TP\n.B 77\nforbidden.\n"
    ".PP\n"
    "pirun run and pirun submit \\-\\-wait exit as the script does: its status, 128 plus the "
    "signal that it died of, 124\n"
    "when its time was over, 125 when PiRun failed or ended it. check and doctor exit with 1 when "
    "something is wrong.\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nwhen set, no colours.\n"
    ".TP\n.B COLUMNS\nthe width of tables.\n"
    ".TP\n.B PIRUN_URL\nwhen set, the commands speak to this server instead of to a project here: "
    "http://HOST:PORT,\nhttps://HOST or unix:/PATH of a socket, also with a path before ours. run, "
    "submit, list, show, logs, why, cancel,\nrerun, pause, resume, drain, bad and doctor do; "
    "scripts are named as in the project there. No redirect is followed.\n"
    ".TP\n.B PIRUN_TOKEN\nwho we are to that server; not needed for one of this machine that asks "
    "for none.\n"
    ".TP\n.B PIRUN_CA\na file with certificates to trust instead of the system's.\n"
    ".SH FILES\n"
    ".TP\n.I .pirun.yaml\nthe project's configuration, see\n.BR pirun.yaml (5).\n"
    ".TP\n.I var/spool/NAME.json\nthe door: a job file that is renamed in, or closed after "
    "writing.\n"
    ".TP\n.I var/ack/NAME.json\nthe answer to it.\n"
    ".TP\n.I var/bad/\nrefused files and why.\n"
    ".TP\n.I var/logs/ID.log\nthe output of a run, stdout and stderr together.\n"
    ".TP\n.I var/runs/ID/\nits record.\n"
    ".TP\n.I var/token\nthe admin's token, for who can read this user's files.\n"
    ".TP\n.I var/tokens.json\nthe tokens that there are, without their secrets.\n"
    ".TP\n.I var/audit.log\nwho changed what over HTTP, one line of JSON each.\n"
    ".SH JOB FILE\n"
    "One JSON object of the keys below; a dot stands for an object within it. Keys that begin with "
    "x\\- are kept and\nignored; all others that are not listed are refused.\n";

static void print_job_key(void *ctx, const struct job_file_doc *doc)
{
    (void)ctx;
    if (doc->is_by_pirun)
        return;
    (void)fputs(".TP\n.BR ", stdout);
    print_text(doc->key);
    (void)fputs(" \" (", stdout);
    print_text(doc->type);
    (void)fputs(")\"\n", stdout);
    auto_free char *text =
        xasprintf("%s%s%s", doc->help, *doc->fallback ? ". Default: " : "", doc->fallback);
    print_text(text);
    (void)fputs(".\n", stdout);
}

static void print_pirun(void)
{
    size_t count = 0;
    const struct cli_command *const *all = cli_commands(&count);
    (void)fputs(before_commands, stdout);
    print_group(cli_common_options(), true);
    for (size_t i = 0; i < count; i++) {
        if (!(all[i]->flags & CLI_HIDDEN))
            print_command(all[i]);
    }
    (void)fputs(after_commands, stdout);
    job_file_docs(print_job_key, NULL);
    (void)fputs(".SH SEE ALSO\n.BR pirun.yaml (5),\n.BR crontab (5),\n.BR systemd.timer (5)\n",
                stdout);
}

static void print_key(const struct conf_doc *doc)
{
    auto_free char *kind = xasprintf("%s%s%s%s%s", doc->type, *doc->unit ? ", " : "", doc->unit,
                                     *doc->range ? ": " : "", doc->range);
    auto_free char *text =
        xasprintf("%s. Default: %s", doc->help, *doc->fallback ? doc->fallback : "none");
    (void)fputs(".TP\n.BR ", stdout);
    print_text(doc->key);
    (void)fputs(" \" (", stdout);
    print_text(kind);
    (void)fputs(")\"\n", stdout);
    print_text(text);
    (void)fputs(".\n", stdout);
}

static void print_yaml(void)
{
    size_t count = 0;
    const struct conf_doc *docs = conf_docs(&count);
    (void)fputs(
        ".TH PIRUN.YAML 5 \"\" \"PiRun " PIRUN_VERSION "\" \"File Formats\"\n"
        ".SH NAME\n"
        "pirun.yaml \\- configuration of a PiRun project\n"
        ".SH SYNOPSIS\n.I .pirun.yaml\nin the project's directory\n"
        ".SH DESCRIPTION\n"
        "A YAML file of the keys below; a dot stands for nesting: server.addr is the key addr "
        "below the key server.\n"
        "All keys may be left out. Unknown keys and bad values are errors that tell line and "
        "column;\n"
        ".B pirun check\nlooks at the file. pirun init writes one with every key and its default.\n"
        "A server reads it again on SIGHUP; runs that have started keep what they have.\n"
        "Anchors, aliases, tags and several documents are refused.\n"
        ".SH KEYS\n",
        stdout);
    for (size_t i = 0; i < count; i++) {
        print_key(&docs[i]);
        for (const struct conf_doc *row = docs[i].items; row && row->key; row++)
            print_key(row);
    }
    (void)fputs(".SH SEE ALSO\n.BR pirun (1)\n", stdout);
}

int cli_man_print(const char *page, struct err *err)
{
    if (!page || strcmp(page, "pirun") == 0)
        print_pirun();
    else if (strcmp(page, "pirun.yaml") == 0)
        print_yaml();
    else
        return err_set(err, ERR_NOT_FOUND, "no manual page '%.40s': there are pirun and pirun.yaml",
                       page);
    return 0;
}
