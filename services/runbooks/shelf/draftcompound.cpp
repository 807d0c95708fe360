// SPDX-License-Identifier: GPL-3.0-or-later
// Pipes, loops and what stands in $(…) as steps.
#include "draftstatement.h"

#include <commandline/commands.h>
#include <commandline/filters.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::CommandUse;
using commandline::Statement;
using commandline::ToolCommand;
using commandline::Word;
using commandline::WordPart;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// Also where what it chose goes into a file: the step keeps all of it.
bool onlyFilters(const Statement &part)
{
    return commandline::isFilter(part)
        && std::all_of(part.command.redirections.begin(), part.command.redirections.end(),
            [](const commandline::Redirection &each) { return each.sign == ">"_L1 || each.sign == ">>"_L1; });
}

/// The items of a loop where they are known: words, or "{1..5}".
std::optional<QJsonArray> itemsOf(const QList<Word> &words)
{
    static const QRegularExpression range(u"^\\{(\\d{1,3})\\.\\.(\\d{1,3})\\}$"_s);
    QJsonArray items;
    for (const Word &word : words) {
        const QRegularExpressionMatch match = range.match(word.text());
        const int from = match.captured(1).toInt();
        const int to = match.captured(2).toInt();
        if (const std::optional<QString> literal = word.literal())
            items << *literal;
        else if (word.parts.size() != 1 || !match.hasMatch() || to < from || to - from >= 100)
            return {};
        for (int i = from; match.hasMatch() && i <= to; ++i)
            items << QString::number(i);
    }
    return items.isEmpty() ? std::nullopt : std::optional(items);
}

CommandUse useOf(const Statement &statement)
{
    commandline::Script script;
    script.statements.push_back(statement);
    return commandline::commandsOf(script).value(0);
}

/// What jq -r '.a.b[0]' chooses, as JMESPath; empty: something else.
QString jqPath(const CommandUse &use)
{
    static const QRegularExpression path(u"^\\.([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*|\\[-?\\d+\\])*)$"_s);
    const bool isRaw = use.words.size() == 3 && use.words.at(0).text() == "jq"_L1
        && (use.words.at(1).text() == "-r"_L1 || use.words.at(1).text() == "--raw-output"_L1);
    return isRaw && use.command.redirections.isEmpty() ? path.match(use.words.at(2).text()).captured(1) : QString();
}

/// Whether \p query of JMESPath gives a list and does nothing more with it.
bool isProjection(const QString &query)
{
    static const QRegularExpression form(u"\\[\\]|\\[\\*\\]|\\[\\?|\\[[^\\]]*:|\\.\\*"_s);
    return form.match(query).hasMatch() && !query.contains(u'|') && !query.contains(u'(');
}

/// "DescribeServices" and "function-active" as the id of a step.
QString idOf(const DraftAction &action)
{
    QString id;
    for (const QString &word : action.uses.section(u':', -1).split(u'-'))
        id += id.isEmpty() ? word.first(1).toLower() + word.mid(1) : word.first(1).toUpper() + word.mid(1);
    return id;
}

} // namespace

bool DraftStatement::pipeline(const Statement &pipe)
{
    if (isUnlink(pipe))
        return true;
    if (!m_why.isEmpty() || !std::all_of(pipe.parts.begin() + 1, pipe.parts.end(), onlyFilters))
        return refuse(tr("It hands the answer to another command."));
    const qsizetype before = m_actions.size();
    if (pipe.parts.front().kind != Statement::Kind::Command || !command(pipe.parts.front()))
        return m_why.isEmpty() ? refuse(tr("It is put together of several commands.")) : false;
    const QString filter = pipe.source.mid(pipe.parts.front().source.size()).remove(u"\\\n"_s).simplified();
    for (qsizetype i = before; i < m_actions.size(); ++i)
        m_actions[i].notes << tr("The file shows only a part of the answer: %1").arg(m_source.redaction.shown(filter));
    return true;
}

/// redis-cli --scan --pattern P | xargs redis-cli del: the keys that match go.
bool DraftStatement::isUnlink(const Statement &pipe)
{
    if (pipe.parts.size() != 2)
        return false;
    const CommandUse from = useOf(pipe.parts.front());
    const CommandUse to = useOf(pipe.parts.back());
    if (from.words.value(0).text() != "redis-cli"_L1 || to.words.value(0).text() != "redis-cli"_L1
        || !from.wrappers.isEmpty() || to.wrappers != QStringList{u"xargs"_s})
        return false;
    CommandUse deletion = to;
    deletion.takesMoreWords = false;
    const ToolCommand scan = commandline::readTool(from);
    const ToolCommand removal = commandline::readTool(deletion);
    const QJsonArray words = removal.details.value(u"command"_s).toArray();
    const QString verb = words.at(0).toString().toLower();
    const bool isAll = to.takesMoreWords ? words.size() == 1 : words.size() == 2;
    const bool hasPattern = scan.details.contains(u"scan"_s)
        && (scan.details.contains(u"pattern"_s) || scan.deferred.contains(u"/pattern"_s));
    if (!hasPattern || !isAll || (verb != "del"_L1 && verb != "unlink"_L1)
        || scan.details.value(u"host"_s) != removal.details.value(u"host"_s)
        || scan.details.value(u"database"_s) != removal.details.value(u"database"_s))
        return false;
    DraftCommand made(m_source, m_state, m_place, substitution());
    const QList<DraftAction> actions = made.unlink(scan);
    m_actions += actions;
    return !actions.isEmpty() || refuse(made.why());
}

/// An expression for the items of a loop; empty: they are not known.
QString DraftStatement::listOf(const QList<Word> &words)
{
    if (const std::optional<QJsonArray> items = itemsOf(words))
        return u'`' + QString::fromUtf8(toCompactJson(*items)).replace(u'`', u"\\`"_s) + u'`';
    const bool isAnswer = words.size() == 1 && words.first().parts.size() == 1 && words.first().parts.first().script;
    const std::optional<Answer> found = isAnswer ? answer(words.first().parts.first()) : std::nullopt;
    return found && isProjection(found->query) ? u"%1 | %2"_s.arg(found->output, found->query) : QString();
}

/// for NAME in a b c; do one command; done
bool DraftStatement::loop(const Statement &loop)
{
    const QString list = listOf(loop.items);
    const QRegularExpression nested(u"(\\$\\(|`)[^)`]*\\$\\{?%1\\b"_s.arg(QRegularExpression::escape(loop.name)));
    if (list.isEmpty() || nested.match(loop.source).hasMatch())
        return refuse(tr("What it goes through or works on is known only when a shell runs it."));
    const std::optional<QString> outer
        = m_state.values.contains(loop.name) ? std::optional(m_state.values.value(loop.name)) : std::nullopt;
    m_state.values.insert(loop.name, u"${item}"_s);
    const qsizetype before = m_actions.size();
    m_isInside = true;
    for (const Statement &each : loop.parts) {
        const bool isPause = each.kind == Statement::Kind::Command && each.command.words.value(0).text() == "sleep"_L1;
        const bool isSaid = each.kind == Statement::Kind::Command && each.command.words.value(0).text() == "echo"_L1;
        if (isPause)
            m_notes << tr("The file waits between the turns: %1").arg(each.source);
        else if (!isSaid && !read(each))
            return m_why.isEmpty() ? refuse(tr("It is put together of several commands.")) : false;
    }
    m_isInside = false;
    m_state.values.remove(loop.name);
    if (outer)
        m_state.values.insert(loop.name, *outer);
    if (m_actions.size() != before + 1)
        return refuse(tr("Only one command that is run again and again becomes a step."));
    m_actions.last().forEach = list;
    m_actions.last().notes += m_notes;
    m_notes.clear();
    return true;
}

DraftWords::Substitution DraftStatement::substitution()
{
    return [this](const WordPart &part) { return m_isInside ? std::nullopt : substituted(part); };
}

/// What one command of AWS answers and --query or jq chooses: a step before this one gives it.
std::optional<DraftStatement::Answer> DraftStatement::answer(const WordPart &part)
{
    if (!part.script || part.script->statements.size() != 1)
        return {};
    const Statement &statement = part.script->statements.front();
    const bool isPipe = statement.kind == Statement::Kind::Pipeline && statement.parts.size() == 2;
    const Statement &first = isPipe ? statement.parts.front() : statement;
    const CommandUse use = useOf(first);
    if (first.kind != Statement::Kind::Command || use.words.value(0).literal() != "aws"_L1 || !use.wrappers.isEmpty()
        || !use.command.redirections.isEmpty())
        return {};
    const commandline::AwsCommand command = m_source.aws.read(use);
    const bool isText = command.output == "text"_L1 && !command.query.isEmpty();
    if (isPipe && command.query.isEmpty() && (command.output.isEmpty() || command.output == "json"_L1))
        return stepFor(command, jqPath(useOf(statement.parts.back())));
    return isText && !isPipe ? stepFor(command, command.query) : std::nullopt;
}

std::optional<DraftStatement::Answer> DraftStatement::stepFor(
    const commandline::AwsCommand &command, const QString &query)
{
    static const QRegularExpression several(u"[{]|\\[[A-Za-z'\"]"_s);
    if (command.kind != commandline::AwsCommand::Kind::Operation || query.isEmpty() || several.match(query).hasMatch())
        return {};
    DraftCommand made(m_source, m_state, m_place, substitution());
    QList<DraftAction> actions = made.aws(command);
    if (actions.isEmpty())
        return {};
    actions.first().id = m_state.newId(idOf(actions.first()));
    m_actions += actions;
    return Answer{u"steps.%1.output"_s.arg(actions.first().id), query};
}

/// The CLI prints a list as one line with tabs in it.
std::optional<QString> DraftStatement::substituted(const WordPart &part)
{
    const std::optional<Answer> found = answer(part);
    if (!found)
        return {};
    static const QRegularExpression path(u"^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*|\\[-?\\d+\\])*$"_s);
    if (path.match(found->query).hasMatch())
        return u"${%1.%2}"_s.arg(found->output, found->query);
    return isProjection(found->query) ? u"${%1 | join(`\"\\t\"`, %2)}"_s.arg(found->output, found->query)
                                      : u"${%1 | %2}"_s.arg(found->output, found->query);
}

} // namespace sm::runbooks
