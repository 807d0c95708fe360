// SPDX-License-Identifier: GPL-3.0-or-later
#include "options.h"

#include "headless/commandlines.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace sm::app {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Options", text); }

/// The options that hold for the window and for every headless command.
void addCommon(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"profile"_s, tr("AWS profile, as in ~/.aws/config."), tr("name")},
        {u"region"_s, tr("AWS region."), tr("name")},
        {u"endpoint-url"_s, tr("Send every call there instead of to AWS; the only way to use plain http."), tr("url")},
        {u"aws-models"_s, tr("A botocore data folder: its services are added to those inside the program."),
            tr("folder")},
        {u"data-folder"_s, tr("Where journal and settings are kept."), tr("folder")},
        {u"read-only"_s, tr("Refuse every change.")},
    });
}

void addWindow(QCommandLineParser &parser)
{
    parser.setApplicationDescription(tr("Desktop console for the operations in a team's runbooks.\n\n"
                                        "Commands without a window, each with a --help of its own:\n"
                                        "  call SERVICE:OPERATION [JSON | -]\n"
                                        "      make one AWS call\n")
        + commandSummaries());
    parser.addOptions({
        {u"demo"_s, tr("Start on a demo account that runs on this machine; nothing leaves it.")},
        {u"system"_s, tr("Open this system: a file in the systems folder, or profile:NAME."), tr("name")},
        {u"self-test"_s, tr("Open every page once, then quit.")},
        {u"bill"_s, tr("Open this bill file on the Costs page; may be given several times."), tr("file")},
    });
}

void addCall(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        tr("Makes one AWS call and prints the answer as JSON.\n\n"
           "Exit codes: 0 done, 1 the service refused, 2 wrong usage, 3 no connection, 130 cancelled."));
    parser.addPositionalArgument(u"call"_s, tr("This command."));
    parser.addPositionalArgument(u"target"_s, tr("SERVICE:OPERATION, e.g. cognito-idp:ListUserPools."));
    parser.addPositionalArgument(u"input"_s, tr("JSON, or - for standard input; {} when left out."), u"[input]"_s);
    parser.addOptions({
        {u"all-pages"_s, tr("Follow the pages of a list and print one answer with all of them, as they come.")},
        {u"query"_s,
            tr("Print what this JMESPath expression selects. With --all-pages it is asked of each page: lists are "
               "joined, other values come one a line."),
            tr("expression")},
        {u"dry-run"_s, tr("Print the request or the plan; send nothing.")},
        {u"write"_s, tr("Run an operation that changes something; it is written to the journal first.")},
        {u"confirm"_s, tr("The name of what will be gone, where an operation can not be taken back."), tr("name")},
    });
}

/// The first word, wherever the options stand; empty: it is no command's.
QString commandOf(const QStringList &arguments)
{
    QCommandLineParser scout;
    addCommon(scout);
    scout.addOption({u"system"_s, {}, u"name"_s});
    scout.parse(arguments);
    const QString first = scout.positionalArguments().value(0);
    return first == "call"_L1 || isCommand(first) ? first : QString();
}

CommandLine wrong(const QString &problem) { return {std::nullopt, {}, problem}; }

CallOptions callFrom(const QCommandLineParser &parser)
{
    CallOptions call;
    call.target = parser.positionalArguments().value(1);
    call.input = parser.positionalArguments().value(2);
    call.allPages = parser.isSet(u"all-pages"_s);
    call.query = parser.value(u"query"_s);
    call.dryRun = parser.isSet(u"dry-run"_s);
    call.write = parser.isSet(u"write"_s);
    call.typedName = parser.value(u"confirm"_s);
    return call;
}

/// Why the positional arguments do not fit; empty: they do.
QString misuse(const QString &command, const QCommandLineParser &parser)
{
    const QStringList given = parser.positionalArguments();
    if (command.isEmpty() && !given.isEmpty())
        return tr("There is no command \"%1\". `stationmaster --help` lists them.").arg(given.first());
    if (command == "call"_L1 && given.value(1).count(u':') != 1)
        return tr("call needs SERVICE:OPERATION, for example cognito-idp:ListUserPools.");
    if (command == "call"_L1 && given.size() > 3)
        return tr("call takes one input; put the JSON into quotes.");
    return command.isEmpty() || command == "call"_L1 ? QString() : misuseOf(command, given.mid(1));
}

Options optionsFrom(const QCommandLineParser &parser, const QString &command)
{
    Options options;
    options.command = command;
    options.profile = parser.value(u"profile"_s);
    options.region = parser.value(u"region"_s);
    options.endpointUrl = parser.value(u"endpoint-url"_s);
    options.awsModels = parser.value(u"aws-models"_s);
    options.dataFolder = parser.value(u"data-folder"_s);
    options.readOnly = parser.isSet(u"read-only"_s);
    if (command == "call"_L1) {
        options.call = callFrom(parser);
    } else if (!command.isEmpty()) {
        options.words = wordsFrom(parser, command);
        options.system = options.words.value(u"system"_s);
    } else {
        options.system = parser.value(u"system"_s);
        options.demo = parser.isSet(u"demo"_s);
        options.selfTest = parser.isSet(u"self-test"_s);
        options.bills = parser.values(u"bill"_s);
    }
    return options;
}

} // namespace

CommandLine parseCommandLine(const QStringList &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QString command = commandOf(arguments);
    addCommon(parser);
    if (command == "call"_L1)
        addCall(parser);
    else if (!command.isEmpty())
        addCommand(parser, command);
    else
        addWindow(parser);

    if (!parser.parse(arguments))
        return wrong(parser.errorText());
    if (parser.isSet(help))
        return {std::nullopt, parser.helpText().replace(u"<executable_name>"_s, u"stationmaster"_s), {}};
    if (parser.isSet(version))
        return {std::nullopt, u"stationmaster "_s + QCoreApplication::applicationVersion() + u'\n', {}};
    const QString problem = misuse(command, parser);
    if (!problem.isEmpty())
        return wrong(problem);

    return {optionsFrom(parser, command), {}, {}};
}

} // namespace sm::app
