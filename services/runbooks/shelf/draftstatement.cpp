// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftstatement.h"

#include <commandline/commands.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::CommandUse;
using commandline::Redirection;
using commandline::SimpleCommand;
using commandline::Statement;
using commandline::Word;
using commandline::WordPart;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

CommandUse useOf(const Statement &statement)
{
    commandline::Script script;
    script.statements.push_back(statement);
    return commandline::commandsOf(script).value(0);
}

QString programOf(const Statement &statement)
{
    return statement.kind == Statement::Kind::Command ? statement.command.words.value(0).text() : QString();
}

/// Whether it only tells how something before it went.
bool onlyTells(const Statement &statement)
{
    static const QStringList telling{u"echo"_s, u"printf"_s, u"exit"_s, u"return"_s, u"true"_s, u":"_s};
    return telling.contains(programOf(statement));
}

/// Whether nothing is done to know it but to look at the clock or at what Terraform keeps.
bool onlyTellsATime(const WordPart &part)
{
    static const QRegularExpression harmless(
        u"^\\s*(date(\\s|$)|(terraform|tofu)\\s+output\\s+-raw\\s+\\w+\\s*$)[^|;&<>]*$"_s);
    return part.kind != WordPart::Kind::Command || harmless.match(part.text).hasMatch();
}

/// Whether all that is set for a command of AWS is where it goes, which the system says.
bool setsOnlyAccount(const QList<commandline::Assignment> &assignments)
{
    static const QStringList names{u"AWS_PROFILE"_s, u"AWS_DEFAULT_PROFILE"_s, u"AWS_REGION"_s, u"AWS_DEFAULT_REGION"_s,
        u"AWS_PAGER"_s, u"AWS_DEFAULT_OUTPUT"_s};
    return std::all_of(assignments.begin(), assignments.end(),
        [](const commandline::Assignment &each) { return names.contains(each.name); });
}

/// "NAME=value" as a word of export.
std::optional<commandline::Assignment> assignmentIn(const Word &word)
{
    static const QRegularExpression form(u"^([A-Za-z_]\\w*)=(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    if (word.parts.isEmpty() || word.parts.first().kind != WordPart::Kind::Literal)
        return {};
    const QRegularExpressionMatch match = form.match(word.parts.first().text);
    if (!match.hasMatch())
        return {};
    commandline::Assignment made;
    made.name = match.captured(1);
    made.value = word;
    made.value.parts.first().text = match.captured(2);
    if (match.captured(2).isEmpty())
        made.value.parts.removeFirst();
    return made;
}

} // namespace

DraftStatement::DraftStatement(const DraftSource &source, DraftState &state, const Place &place)
    : m_source(source)
    , m_state(state)
    , m_place(place)
{
}

bool DraftStatement::refuse(const QString &why)
{
    m_why = why;
    return false;
}

bool DraftStatement::read(const Statement &statement)
{
    if (statement.background || statement.negated)
        return refuse(tr("It does not simply run to its end."));
    if (statement.kind == Statement::Kind::Command)
        return command(statement);
    if (statement.kind == Statement::Kind::Pipeline)
        return pipeline(statement);
    if (statement.kind == Statement::Kind::List)
        return list(statement);
    if (statement.kind == Statement::Kind::Loop && !statement.name.isEmpty() && !m_isInside)
        return loop(statement);
    return refuse(statement.reason.isEmpty() ? tr("It is put together of several commands.") : statement.reason);
}

bool DraftStatement::command(const Statement &statement)
{
    const qsizetype before = m_actions.size();
    if (!simple(useOf(statement)))
        return false;
    for (qsizetype i = before; i < m_actions.size(); ++i)
        m_actions[i].notes += m_notes;
    m_notes.clear();
    return true;
}

bool DraftStatement::list(const Statement &list)
{
    for (size_t i = 0; i < list.parts.size(); ++i) {
        const bool isOr = i > 0 && list.operators.value(static_cast<qsizetype>(i) - 1) == "||"_L1;
        if (i > 0 && onlyTells(list.parts[i]))
            continue;
        if (isOr)
            return refuse(tr("What it does depends on how a command before it ends."));
        if (!read(list.parts[i]))
            return false;
    }
    return true;
}

bool DraftStatement::simple(const CommandUse &use)
{
    if (use.words.isEmpty() && use.command.redirections.isEmpty()) {
        return std::all_of(use.command.assignments.begin(), use.command.assignments.end(),
            [this](const commandline::Assignment &each) { return assigned(each); });
    }
    if (written(use.command))
        return true;
    if (!redirected(use.command))
        return refuse(tr("It reads or writes a file."));
    return builtin(use) || (m_why.isEmpty() && known(use));
}

/// What a shell does by itself. False with no reason: it is something else.
bool DraftStatement::builtin(const CommandUse &use)
{
    const QString program = use.words.value(0).text();
    if (program == "echo"_L1 || program == "printf"_L1) {
        if (!m_notes.isEmpty())
            return refuse(tr("It writes a file."));
        QStringList texts;
        for (const Word &word : use.words.mid(1))
            texts << word.text();
        texts.removeIf([](const QString &each) { return each.startsWith(u'-') && each.size() == 2; });
        static const QRegularExpression banner(u"^[=#*~\\s-]*$|^\\s*[=#*~-]{2,}.*[=#*~-]{2,}\\s*$"_s);
        if (const QString text = texts.join(u' '); !banner.match(text).hasMatch())
            m_said << m_source.redaction.shown(text);
        return !m_isInside;
    }
    if (program == "export"_L1) {
        return use.words.size() > 1 && std::all_of(use.words.begin() + 1, use.words.end(), [this](const Word &word) {
            const auto assignment = assignmentIn(word);
            return assignment && assigned(*assignment);
        });
    }
    if (program == "set"_L1 && use.words.value(1).text().startsWith(u'-'))
        return true;
    return program == "cd"_L1 && folder(use.words.mid(1));
}

bool DraftStatement::assigned(const commandline::Assignment &assignment)
{
    if (assignment.appends)
        return refuse(tr("It adds to a variable."));
    m_sets << assignment.name;
    m_state.values.remove(assignment.name);
    m_state.variables.insert(assignment.name, assignment.value);
    const QList<WordPart> &parts = assignment.value.parts;
    if (std::all_of(parts.begin(), parts.end(), onlyTellsATime))
        return true;
    const std::optional<QString> given
        = parts.size() == 1 && parts.first().script ? substituted(parts.first()) : std::nullopt;
    if (given)
        m_state.values.insert(assignment.name, *given);
    return given || refuse(tr("A shell works out what it sets."));
}

bool DraftStatement::folder(const QList<Word> &words)
{
    const QString path = words.size() == 1 ? words.first().literal().value_or(QString()) : QString();
    if (path.isEmpty() || path == "-"_L1)
        return refuse(tr("It goes to a folder that only a shell knows."));
    if (path.startsWith(u'/')) {
        m_state.folder = Template::escaped(path);
        return true;
    }
    m_state.folder = m_state.parameters.named(path.section(u'/', -1, -1, QString::SectionSkipEmpty) + u" folder"_s,
        tr("The file goes to the folder %1. Give its whole path.").arg(path));
    return true;
}

/// cat > FILE <<EOF: what the file holds is known to the commands behind it.
bool DraftStatement::written(const SimpleCommand &command)
{
    const QList<Redirection> &all = command.redirections;
    if (command.words.size() != 1 || command.words.first().text() != "cat"_L1 || all.size() != 2)
        return false;
    const Redirection &input = all.at(0).sign.startsWith("<<"_L1) ? all.at(0) : all.at(1);
    const Redirection &output = all.at(0).sign == ">"_L1 ? all.at(0) : all.at(1);
    const bool isPlain = !input.bodyIsExpanded || !(input.body.contains(u'$') || input.body.contains(u'`'));
    const std::optional<QString> path = output.target.literal();
    if (!input.sign.startsWith("<<"_L1) || input.sign == "<<<"_L1 || output.sign != ">"_L1 || !path || !isPlain)
        return false;
    m_state.files.insert(*path, input.body);
    m_sets << *path;
    return true;
}

/// Output to a file only keeps what the step shows; a here document is read by the program itself.
bool DraftStatement::redirected(const SimpleCommand &command)
{
    for (const Redirection &each : command.redirections) {
        const QString target = each.target.text();
        const bool isHere = each.sign == "<<"_L1 || each.sign == "<<-"_L1 || each.sign == "<<<"_L1;
        const bool isExpanded = isHere && each.bodyIsExpanded && (each.body.contains(u'$') || each.body.contains(u'`'));
        if (isHere && command.words.value(0).text() == "psql"_L1 && !isExpanded)
            continue;
        if (each.sign == ">&"_L1 || target == "/dev/null"_L1)
            continue;
        if (each.sign != ">"_L1 && each.sign != ">>"_L1 && each.sign != "&>"_L1)
            return false;
        m_notes << tr("The file keeps the answer in %1.").arg(m_source.redaction.shown(target));
    }
    return true;
}

bool DraftStatement::known(const CommandUse &use)
{
    static const QStringList transparent{u"time"_s, u"command"_s, u"exec"_s};
    const bool isPlain = std::all_of(
        use.wrappers.begin(), use.wrappers.end(), [](const QString &each) { return transparent.contains(each); });
    if (use.takesMoreWords || !use.standIn.isEmpty())
        return refuse(tr("It hands the answer to another command."));
    if (use.wrappers.contains("watch"_L1))
        return refuse(tr("It runs until somebody stops it."));
    DraftCommand made(m_source, m_state, m_place, substitution());
    QList<DraftAction> actions;
    if (use.words.value(0).literal() == "aws"_L1) {
        if (!isPlain)
            return refuse(tr("Another program runs it: %1.").arg(use.wrappers.join(u", "_s)));
        if (!setsOnlyAccount(use.command.assignments))
            return refuse(tr("It is given a variable that may change what it does."));
        actions = made.aws(m_source.aws.read(use));
        if (!use.command.assignments.isEmpty() && !actions.isEmpty())
            actions.first().notes << tr("The file names a region or a profile. The step runs in those of the system.");
    } else {
        const commandline::ToolCommand tool = commandline::readTool(use);
        if (!isPlain && tool.kind != commandline::ToolCommand::Kind::Process)
            return refuse(tr("Another program runs it: %1.").arg(use.wrappers.join(u", "_s)));
        actions = made.tool(tool, use);
    }
    m_actions += actions;
    return !actions.isEmpty() || refuse(made.why());
}

} // namespace sm::runbooks
