// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandlines.h"

#include <QCommandLineParser>
#include <QCoreApplication>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::CommandLines", text); }

struct CommandLineForm
{
    const char *syntax; ///< after the name
    const char *summary;
    int leastWords;
    int mostWords;
    QList<QCommandLineOption> options;
};

QCommandLineOption flag(const char *name, const char *text) { return {QString::fromLatin1(name), tr(text)}; }

QCommandLineOption valued(const char *name, const char *text, const char *value)
{
    return {QString::fromLatin1(name), tr(text), QString::fromLatin1(value)};
}

QList<QCommandLineOption> runOptions()
{
    return {valued("system", "The system it is about: a file in the systems folder, or profile:NAME.", "name"),
        flag("plan", "Print the plan; send nothing. This is what happens without --yes, too."),
        flag("yes", "Run the plan."),
        valued("confirm", "The name of what will be gone, where something can not be taken back.", "name"),
        valued("request",
            "Instead of running the plan, write a request for somebody else's approval there: a file, or postgres for "
            "the system's database.",
            "place"),
        valued("answer",
            "What a person says at a step that asks, by its id or number, with \"step=choice: why\" also why; may be "
            "given several times. Without one the run waits there.",
            "step=choice"),
        valued("reason", "What it is for; kept in the journal.", "text"),
        flag("despite-missing-permissions", "Run it although permissions are known to be missing."),
        flag("json", "Print the result as JSON.")};
}

QCommandLineOption output(const char *text, const char *value)
{
    return {{u"output"_s, u"o"_s}, tr(text), QString::fromLatin1(value)};
}

QCommandLineOption parameters() { return valued("param", "A parameter; may be given several times.", "name=value"); }

/// Those that look at runbooks and run none.
QMap<QString, CommandLineForm> lookingForms()
{
    return {
        {u"import"_s,
            {"FILE.md", "make runbooks of a Markdown file, to be read before they are run", 1, 1,
                {output("Write a file for each runbook there; without it they are printed.", "folder"),
                    flag("json", "Print a summary as JSON.")}}},
        {u"lint"_s,
            {"FILE…", "say what is wrong with runbooks in Markdown, or in YAML", 1, 1024,
                {flag("json", "Print JSON: [{line, severity, rule, message, fix}].")}}},
        {u"policy"_s,
            {"RUNBOOK", "print the IAM policy that a runbook needs", 1, 1,
                {parameters(), valued("system", "The system it is about, whose region and account it names.", "name"),
                    flag("without-undo", "Leave out what takes its steps back."),
                    flag("json", "The policy is JSON in any case.")}}},
    };
}

QMap<QString, CommandLineForm> athenaForms()
{
    return {{u"athena"_s,
                {"templates | health | repair | recent | sql STATEMENT | TEMPLATE",
                    "query the Cost and Usage Report of a system, or with --yes run the query", 1, 2,
                    {valued("system", "The system whose report it is.", "name"),
                        valued("database", "Of the report; else the system's, or CUR_DATABASE.", "name"),
                        valued("table", "Of the report; else the system's, or CUR_TABLE.", "name"),
                        valued("workgroup", "That queries run in; else the system's, or ATHENA_WORKGROUP.", "name"),
                        valued("from", "The first day, in UTC: 2024-01-10, or 2024-01.", "date"),
                        valued("to", "The day after the last.", "date"),
                        valued("filter",
                            "Only service, account, region, usage-type or line-item-type with this value; may be given "
                            "several "
                            "times.",
                            "k=v"),
                        valued("limit", "At most so many rows, 100 unless said otherwise.", "number"),
                        valued("days", "Of recent: how many days back, 7 unless said otherwise.", "number"),
                        flag("whole-table", "Run it although it names no partition, at the price that was shown."),
                        flag("yes", "Run it: what it reads is paid for."),
                        flag("json", "Of repair: print the run as JSON."),
                        flag("despite-missing-permissions",
                            "Of repair: run it although permissions are known to be missing."),
                        valued("confirm", "Of repair: the name of what will be gone; nothing will.", "name"),
                        valued("answer", "Of repair: what a person says at a step that asks.", "step=choice")}}},
        {u"llm"_s,
            {"keep-key PROVIDER | compare PROVIDER",
                "keep the admin key of anthropic or openai, or compare what is billed with a price list", 2, 2,
                {valued("prices", "Of compare: a price list, data.json of genai-prices.", "file"),
                    valued("from", "Of compare: the first day, in UTC.", "date"),
                    valued("to", "Of compare: the day after the last.", "date")}}}};
}

QMap<QString, CommandLineForm> costForms()
{
    return {{u"costs"_s,
        {"FILE… | --system NAME", "add up what bill files say, or what is known of a system's costs", 0, 1024,
            {valued("metric",
                 "What is added up: unblended (CUR unless said), blended, amortized, net, net-amortized; of FOCUS "
                 "billed "
                 "(unless said), effective, list, contracted.",
                 "name"),
                valued("from", "The first day, in UTC: 2023-11-01, or 2023-11.", "date"),
                valued("to", "The day after the last, in UTC, as in Cost Explorer.", "date"),
                valued("granularity",
                    "day or month: each group once for each of them with charges, the day or month first in its key.",
                    "name"),
                valued("group-by",
                    "service, account, region, usage-type, resource, line-item-type, operation, provider, "
                    "service-category, tag:KEY or cost-category:NAME; may be given several times.",
                    "dimension"),
                valued("filter",
                    "Only charges with this value, dimension=value, or without it, dimension!=value. Several of one "
                    "dimension are alternatives, of several dimensions all hold.",
                    "k=v"),
                valued("currency", "Of a bill with several: the one to look at.", "code"),
                valued("system", "Keep the files for this system, if there are any, and answer from what is kept.",
                    "name"),
                valued("source",
                    "Of a system: cur or focus (what bill files of that kind say), or cost-explorer, athena, "
                    "anthropic, "
                    "openai. Asking may cost money, and then nothing else is asked.",
                    "name"),
                flag("replace", "With --system: in place of an earlier delivery of the same bill."),
                flag("add-part", "With --system: beside what is kept of the same bill, as another part of it."),
                flag("make-tables",
                    "With --system: show the plan that makes the tables in which its people share costs."),
                flag("yes", "With --make-tables: run it."),
                flag("json",
                    "Print JSON: {currency, metric, total, groups: [{key, amount}]}, amounts with every digit."),
                flag("csv", "Print a row for each group, for a spreadsheet.")}}}};
}

QMap<QString, CommandLineForm> backupForms()
{
    return {{u"backup"_s,
        {"create | list | verify | restore | drill [ASSET…]",
            "list backups, or plan taking, verifying, restoring and proving them, and with --yes do it", 1, 256,
            runOptions()
                + QList<QCommandLineOption>{valued("set", "The assets of this set of the system's file.", "name"),
                    valued("backup",
                        "Of verify, restore and drill: which one, by id, name or ARN; the newest unless said.", "id"),
                    valued("to", "Of restore: where to, beside the original.", "target"), parameters(),
                    valued("secrets", "A file, or - for standard input, with secrets: {\"NAME\": \"value\"}.", "file"),
                    flag("check", "Of list: exit code 1 when a backup or a proof is overdue.")}}}};
}

QMap<QString, CommandLineForm> deploymentForms()
{
    return {{u"deployments"_s,
        {"list [UNIT] | show UNIT | moves UNIT | rollback UNIT",
            "list what was deployed, or plan the way back, and with --yes go it", 1, 2,
            runOptions()
                + QList<QCommandLineOption>{
                    valued("service", "cloudformation, lambda, ecs, codedeploy, appconfig or secrets.", "name"),
                    valued("days", "Of list: how many days back, 30 unless said otherwise.", "number"),
                    valued("to",
                        "Of moves and rollback: the revision to go back to; the newest that was well for long enough "
                        "unless said.",
                        "revision"),
                    valued(
                        "way", "Of rollback: the number of the way in moves; the proposed one unless said.", "number"),
                    parameters(),
                    valued(
                        "secrets", "A file, or - for standard input, with secrets: {\"NAME\": \"value\"}.", "file")}}}};
}

QMap<QString, CommandLineForm> runningForms()
{
    return {
        {u"approve"_s,
            {"FILE.smrequest | postgres[:REQUEST] | --key",
                "look at what somebody else wants to run, or with --yes approve it", 0, 1,
                {flag("yes", "Approve it."), valued("confirm", "The title of what is approved.", "title"),
                    valued("refuse", "Refuse this request of the database, and say why.", "reason"),
                    valued("system", "The system whose database it is.", "name"),
                    flag("create-table", "Plan the table for approvals, or with --yes make it."),
                    {{u"output"_s, u"o"_s}, tr("Where the approval goes; beside the request unless said."), u"file"_s},
                    flag("key", "Print the key that a system's list of approvers needs.")}}},
        {u"journal"_s,
            {"list [FILTER…] | show ENTRY | verify | export [FILTER…]",
                "read the journal; FILTER as on the Journal page", 0, 64,
                {valued("limit", "At most so many entries, 50 unless said otherwise.", "number"),
                    output("Where export writes to; standard output unless said.", "file"),
                    valued("format", "Of export: json, the whole journal and to be verified, or csv.", "name"),
                    flag("json", "Print JSON.")}}},
        {u"run"_s,
            {"RUNBOOK | --resume RUN | --approval PLACE", "plan a runbook, or with --yes run it", 0, 1,
                runOptions()
                    + QList<QCommandLineOption>{parameters(),
                        valued(
                            "secrets", "A file, or - for standard input, with secrets: {\"NAME\": \"value\"}.", "file"),
                        valued("resume", "Go on with this run of the journal.", "run"),
                        valued("approval",
                            "Run what somebody else approved: a file, or postgres:REQUEST in the system's database.",
                            "place")}}},
        {u"undo"_s, {"ENTRY | run:RUN", "take a journal entry or a whole run back", 1, 1, runOptions()}},
    };
}

const QMap<QString, CommandLineForm> &forms()
{
    static const QMap<QString, CommandLineForm> all = [] {
        QMap<QString, CommandLineForm> both = runningForms();
        both.insert(lookingForms());
        both.insert(costForms());
        both.insert(athenaForms());
        both.insert(backupForms());
        both.insert(deploymentForms());
        return both;
    }();
    return all;
}

} // namespace

bool isCommand(const QString &name) { return forms().contains(name); }

QString commandSummaries()
{
    QString lines;
    for (auto it = forms().begin(); it != forms().end(); ++it)
        lines += u"  %1 %2\n      %3\n"_s.arg(it.key(), QString::fromUtf8(it->syntax), tr(it->summary));
    return lines.chopped(1);
}

void addCommand(QCommandLineParser &parser, const QString &command)
{
    const CommandLineForm &form = forms()[command];
    parser.setApplicationDescription(
        tr("stationmaster %1 %2\n%3.\n\nExit codes: 0 done, 1 refused or a step failed, 2 wrong usage, 3 no "
           "connection, 4 waits for a person, 5 in doubt, 130 cancelled.")
            .arg(command, QString::fromUtf8(form.syntax), tr(form.summary)));
    parser.addPositionalArgument(command, tr("This command."));
    parser.addPositionalArgument(u"words"_s, QString::fromUtf8(form.syntax), u"[…]"_s);
    parser.addOptions(form.options);
}

CommandWords wordsFrom(const QCommandLineParser &parser, const QString &command)
{
    CommandWords words;
    words.words = parser.positionalArguments().mid(1);
    for (const QCommandLineOption &option : forms()[command].options) {
        const QString name = option.names().constFirst();
        if (parser.isSet(name))
            words.options.insert(name, option.valueName().isEmpty() ? QStringList() : parser.values(name));
    }
    return words;
}

QString misuseOf(const QString &command, const QStringList &words)
{
    const CommandLineForm &form = forms()[command];
    const QString usage = u"stationmaster %1 %2"_s.arg(command, QString::fromUtf8(form.syntax));
    if (words.size() < form.leastWords || words.size() > form.mostWords)
        return tr("This is how it is used: %1").arg(usage);
    const QString action = words.value(0, u"list"_s);
    const QStringList backupActions{u"create"_s, u"list"_s, u"verify"_s, u"restore"_s, u"drill"_s};
    if (command == "backup"_L1 && !backupActions.contains(action))
        return tr("backup has no “%1”. This is how it is used: %2").arg(action, usage);
    const QStringList deploymentActions{u"list"_s, u"show"_s, u"moves"_s, u"rollback"_s};
    if (command == "deployments"_L1 && !deploymentActions.contains(action))
        return tr("deployments has no “%1”. This is how it is used: %2").arg(action, usage);
    if (command == "journal"_L1 && !QStringList{u"list"_s, u"show"_s, u"verify"_s, u"export"_s}.contains(action))
        return tr("journal has no “%1”. This is how it is used: %2").arg(action, usage);
    return {};
}

} // namespace sm::app
