// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftmaker.h"

#include "draft.h"

#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>

#include <QCoreApplication>
#include <QJsonObject>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using markdown::ImportedCommand;
using markdown::ImportedStep;

namespace {

constexpr int longestTitle = 80;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// "P0 - Critical" is "P0", "SEV-2 (major)" is "SEV-2".
QString severityWord(const QString &written)
{
    static const QRegularExpression word(u"^[A-Za-z]+[- ]?[0-9]+"_s);
    const auto match = word.match(written);
    return match.hasMatch() ? match.captured(0) : written;
}

QString firstLine(const QString &text)
{
    QString line = text.trimmed().section(u'\n', 0, 0).trimmed();
    while (line.endsWith(u'\\') || line.endsWith(u' '))
        line.chop(1);
    return line.size() > longestTitle ? line.first(longestTitle - 1) + u'…' : line;
}

/// The parameters that a step names.
QStringList parametersOf(const RunbookStep &step)
{
    QList<ScopeExpression> expressions{step.forEach};
    for (const Template &each : step.with.templates())
        expressions += each.expressions();
    QStringList names;
    for (const ScopeExpression &each : std::as_const(expressions)) {
        for (const QStringList &path : each.reads()) {
            if (path.first() == "parameters"_L1)
                names << path.value(1);
        }
    }
    return names;
}

/// What a step is about, in a word: "GetAlias", "kubectl".
QString subjectOf(const DraftAction &action)
{
    const QString program = action.with.source()[u"program"_s].toString();
    return program.isEmpty() ? action.uses.section(u':', -1) : program;
}

void addToNote(RunbookStep &step, const QStringList &said)
{
    const QString source = step.note.source() + u'\n' + Template::escaped(said.join(u'\n'));
    step.note = Template::parse(source, step.place).value_or(step.note);
}

/// "From team.md, lines 12 to 15."
QString origin(const QString &file, int line, int lastLine)
{
    return lastLine > line ? tr("From %1, lines %2 to %3.").arg(file, QString::number(line), QString::number(lastLine))
                           : tr("From %1, line %2.").arg(file, QString::number(line));
}

} // namespace

DraftMaker::DraftMaker(const markdown::ImportedRunbook &imported, const DraftSource &source)
    : m_imported(imported)
    , m_source(source)
    , m_state{DraftParameters(imported.fileName), {}, {}, {}, {}, {}, {}}
{
}

Runbook DraftMaker::make()
{
    Runbook made;
    made.title = shown(m_imported.title);
    made.id = idOfTitle(made.title);
    made.purpose = m_imported.purpose.isEmpty() ? made.title : shown(m_imported.purpose);
    made.severity = severityWord(shown(m_imported.severity));
    made.symptoms = shown(m_imported.symptoms);
    made.prerequisites = shown(m_imported.prerequisites + m_imported.notes);
    made.steps = steps(m_imported.steps, Part::Steps);
    made.verification = steps(m_imported.verification, Part::Verification);
    made.rollback = steps(m_imported.rollback, Part::Rollback);
    for (const Setting &each : std::as_const(m_settings)) {
        const bool isTaken = std::all_of(
            each.sets.begin(), each.sets.end(), [this](const QString &name) { return m_state.used.contains(name); });
        for (QList<RunbookStep> *all : {&made.steps, &made.verification, &made.rollback}) {
            if (isTaken && (all != &made.steps || all->size() > 1))
                all->removeIf([&each](const RunbookStep &step) { return step.id == each.step; });
        }
    }
    made.parameters = m_state.parameters.all();
    made.sourceFile = m_imported.fileName;
    return made;
}

QStringList DraftMaker::shown(QStringList texts) const
{
    for (QString &each : texts)
        each = shown(each);
    return texts;
}

QList<RunbookStep> DraftMaker::steps(const QList<ImportedStep> &imported, Part part)
{
    QList<RunbookStep> all;
    m_state.folder.clear();
    for (const ImportedStep &each : imported)
        add(each, part, all);
    if (!m_said.isEmpty() && !all.isEmpty())
        addToNote(all.last(), m_said);
    m_said.clear();
    for (const ImportedStep &each : all.isEmpty() ? imported : QList<ImportedStep>())
        addByHand(each, {}, all);
    return all;
}

void DraftMaker::add(const ImportedStep &imported, Part part, QList<RunbookStep> &to)
{
    QList<RunbookStep> all;
    QStringList reasons;
    QList<Setting> settings;
    bool isTyped = false;
    for (const ImportedCommand &command : imported.commands) {
        const Made made = this->made(imported, command, part);
        all += made.steps;
        isTyped = isTyped || !made.steps.isEmpty();
        if (made.steps.isEmpty() && !made.sets.isEmpty()) {
            const QString text = textOf(command);
            all << manual(firstLine(text), text, {}, command.line, command.lastLine);
            settings << Setting{all.last().id, made.sets};
        }
        m_commands += 1;
        m_typedCommands += made.isUnderstood ? 1 : 0;
        if (!made.isUnderstood) {
            const QString text = textOf(command);
            all << manual(firstLine(text), text, {made.why}, command.line, command.lastLine);
            reasons << made.why;
        }
    }
    const bool isSilent = all.isEmpty() && !imported.commands.isEmpty() && imported.text.isEmpty();
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    if (isTyped) {
        to += all;
        m_settings += settings;
    } else if (!isSilent) {
        addByHand(imported, reasons, to);
        QStringList sets;
        for (const Setting &each : std::as_const(settings))
            sets += each.sets;
        if (reasons.isEmpty() && !sets.isEmpty())
            m_settings << Setting{to.last().id, sets};
    }
}

void DraftMaker::addByHand(const ImportedStep &imported, const QStringList &reasons, QList<RunbookStep> &to)
{
    const QString title = titleOf(imported);
    QStringList texts{shown(imported.text)};
    for (const ImportedCommand &command : imported.commands)
        texts << textOf(command);
    texts.removeAll(QString());
    to << manual(title, texts.isEmpty() ? title : texts.join(u'\n'), reasons, imported.line, imported.lastLine);
}

DraftMaker::Made DraftMaker::made(const ImportedStep &imported, const ImportedCommand &command, Part part)
{
    const lint::Redaction redaction = m_source.redaction.within(command.line, command.lastLine);
    const DraftSource source{m_source.fileName, m_source.models, m_source.aws, redaction};
    const Place place{m_imported.fileName, command.line, 1};
    DraftState tried = m_state; // what a command that becomes no step would leave behind is not there
    Made made;
    QList<DraftAction> actions;
    QStringList said;
    if (command.statement) {
        DraftStatement statement(source, tried, place);
        made.isUnderstood = statement.read(*command.statement);
        made.why = statement.why();
        made.sets = statement.sets();
        actions = statement.actions();
        said = statement.said();
    } else if (command.language.compare("sql"_L1, Qt::CaseInsensitive) == 0) {
        DraftCommand sql(source, tried, place, [](const commandline::WordPart &) { return std::nullopt; });
        actions = sql.sqlOf(command.text);
        made.isUnderstood = !actions.isEmpty();
        made.why = sql.why();
    } else {
        made.why = command.reason;
    }
    made.why = redaction.shown(made.why);
    if (!made.isUnderstood)
        return {{}, {}, made.why, false};
    std::swap(m_state, tried);
    for (const DraftAction &action : std::as_const(actions))
        made.steps << typed(imported, command, action, imported.commands.size() + actions.size() == 2);
    const bool isGood = std::all_of(
        made.steps.begin(), made.steps.end(), [&](const RunbookStep &step) { return isReadable(step, part, m_state); });
    if (!isGood) {
        std::swap(m_state, tried);
        return {{}, {},
            part == Part::Verification ? tr("It would change something, and a verification only looks.")
                                       : tr("It can not be a step as it stands."),
            false};
    }
    m_said += said;
    return made;
}

RunbookStep DraftMaker::typed(
    const ImportedStep &imported, const ImportedCommand &command, const DraftAction &action, bool isOne)
{
    RunbookStep step;
    QString title = titleOf(imported);
    if (!action.title.isEmpty())
        title = firstLine(action.title);
    else if (!isOne)
        title = tr("%1: %2").arg(title, subjectOf(action));
    step.id = action.id.isEmpty() ? newId(title) : action.id;
    step.title = plain(title, command.line);
    QStringList notes = m_said + action.notes;
    m_said.clear();
    if (!imported.text.isEmpty() && &command == &imported.commands.first())
        notes.prepend(shown(imported.text));
    notes << origin(m_imported.fileName, command.line, command.lastLine);
    step.note = plain(notes.join(u'\n'), command.line);
    step.uses = action.uses;
    step.with = action.with;
    step.place = {m_imported.fileName, command.line, 1};
    if (!action.forEach.isEmpty())
        step.forEach = ScopeExpression::parse(action.forEach, step.place).value_or(ScopeExpression());
    return step;
}

RunbookStep DraftMaker::manual(
    const QString &title, const QString &text, const QStringList &notes, int line, int lastLine)
{
    RunbookStep step;
    step.id = newId(title);
    step.title = plain(title, line);
    const QStringList all = m_said + notes + QStringList{origin(m_imported.fileName, line, lastLine)};
    m_said.clear();
    step.note = plain(all.join(u'\n').trimmed(), line);
    step.uses = u"manual"_s;
    step.with = JsonTemplate::ofObject({u"text"_s}, {JsonTemplate::ofText(plain(text, line))});
    step.place = {m_imported.fileName, line, 1};
    return step;
}

QString DraftMaker::titleOf(const ImportedStep &step) const
{
    if (!step.title.isEmpty())
        return firstLine(shown(step.title));
    if (!step.text.isEmpty())
        return firstLine(shown(step.text));
    return step.commands.isEmpty() ? tr("Step") : firstLine(textOf(step.commands.first()));
}

/// The command as it stands, without the secrets in it.
QString DraftMaker::textOf(const ImportedCommand &command) const
{
    return m_source.redaction.within(command.line, command.lastLine).shown(command.text);
}

QString DraftMaker::newId(const QString &title)
{
    QString base = u"step"_s;
    const QStringList words = idOfTitle(title).split(u'-');
    if (!words.isEmpty() && !words.first().front().isDigit())
        base = words.first();
    for (const QString &word : words.mid(1, 3))
        base += word.first(1).toUpper() + word.mid(1);
    return m_state.newId(base);
}

/// Alone in a runbook, so that what is wrong with one step does not take the others along.
bool DraftMaker::isReadable(const RunbookStep &step, Part part, const DraftState &state) const
{
    Runbook alone;
    alone.id = u"draft"_s;
    alone.title = alone.id;
    alone.purpose = alone.id;
    const QStringList needed = parametersOf(step);
    for (const Parameter &each : state.parameters.all()) {
        if (needed.contains(each.name))
            alone.parameters << each;
    }
    QStringList others = step.with.steps() + step.forEach.steps();
    others.removeDuplicates();
    others << u"harmless"_s;
    for (const QString &id : std::as_const(others)) {
        RunbookStep harmless;
        harmless.id = id;
        harmless.title = plain(id, 1);
        harmless.uses = u"manual"_s;
        harmless.with = JsonTemplate::ofValue(QJsonObject{{u"text"_s, u"none"_s}});
        alone.steps << harmless;
    }
    (part == Part::Verification ? alone.verification : alone.steps) << step;
    return readRunbook(u"draft.yaml"_s, writeRunbook(alone)).problems.isEmpty();
}

Template DraftMaker::plain(const QString &text, int line) const
{
    const Result<Template> made = Template::parse(Template::escaped(text), {m_imported.fileName, line, 1});
    return made.value_or(Template());
}

} // namespace sm::runbooks
