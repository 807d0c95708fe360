// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftmaker.h"

#include "draft.h"

#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>

#include <QCoreApplication>
#include <QJsonObject>
#include <QRegularExpression>

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
    const QString line = text.trimmed().section(u'\n', 0, 0).trimmed();
    return line.size() > longestTitle ? line.first(longestTitle - 1) + u'…' : line;
}

QString titleOf(const ImportedStep &step)
{
    if (!step.title.isEmpty())
        return firstLine(step.title);
    if (!step.text.isEmpty())
        return firstLine(step.text);
    return step.commands.isEmpty() ? tr("Step") : firstLine(step.commands.first().text);
}

} // namespace

DraftMaker::DraftMaker(const markdown::ImportedRunbook &imported, const aws::Models &models)
    : m_imported(imported)
    , m_models(models)
    , m_parameters(imported.fileName)
{
}

Runbook DraftMaker::make()
{
    Runbook made;
    made.id = idOfTitle(m_imported.title);
    made.title = m_imported.title;
    made.purpose = m_imported.purpose.isEmpty() ? m_imported.title : m_imported.purpose;
    made.severity = severityWord(m_imported.severity);
    made.symptoms = m_imported.symptoms;
    made.prerequisites = m_imported.prerequisites + m_imported.notes;
    made.steps = steps(m_imported.steps, true);
    made.verification = steps(m_imported.verification, false);
    made.rollback = steps(m_imported.rollback, true);
    made.parameters = m_parameters.all();
    made.sourceFile = m_imported.fileName;
    return made;
}

QList<RunbookStep> DraftMaker::steps(const QList<ImportedStep> &imported, bool mayChange)
{
    QList<RunbookStep> all;
    for (const ImportedStep &each : imported)
        add(each, mayChange, all);
    return all;
}

void DraftMaker::add(const ImportedStep &imported, bool mayChange, QList<RunbookStep> &to)
{
    const QString title = titleOf(imported);
    QList<RunbookStep> made;
    QString byHand = imported.text;
    QStringList reasons;
    bool isTyped = false;
    for (const ImportedCommand &command : imported.commands) {
        QString why;
        std::optional<RunbookStep> step = typed(imported, command, why);
        if (step && !isReadable(*step, mayChange)) {
            step.reset();
            why = mayChange ? tr("It can not be a step as it stands.")
                            : tr("It would change something, and a verification only looks.");
        }
        isTyped = isTyped || step;
        if (step)
            made << *step;
        else if (imported.commands.size() > 1)
            made << manual(firstLine(command.text), shownCommand(command), {why}, command.line);
        if (!step) {
            byHand += (byHand.isEmpty() ? QString() : u"\n"_s) + shownCommand(command);
            reasons << why;
        }
    }
    reasons.removeAll(QString());
    reasons.removeDuplicates();
    if (isTyped)
        to << made;
    else
        to << manual(title, byHand.isEmpty() ? title : byHand, reasons, imported.line);
}

std::optional<RunbookStep> DraftMaker::typed(const ImportedStep &imported, const ImportedCommand &command, QString &why)
{
    const Place place{m_imported.fileName, command.line, 1};
    DraftParameters tried = m_parameters; // those of a command that becomes no step are not asked for
    const std::optional<DraftAction> action = draftAction(command, m_models, tried, place, why);
    if (!action)
        return {};
    m_parameters = tried;
    RunbookStep step;
    QString title = titleOf(imported);
    if (imported.commands.size() > 1)
        title = tr("%1: %2").arg(title, action->uses.section(u':', 1));
    step.id = newId(title);
    step.title = plain(title, command.line);
    QStringList notes = action->notes;
    if (!imported.text.isEmpty() && &command == &imported.commands.first())
        notes.prepend(imported.text);
    step.note = plain(notes.join(u'\n'), command.line);
    step.uses = action->uses;
    step.with = action->with;
    step.place = place;
    return step;
}

RunbookStep DraftMaker::manual(const QString &title, const QString &text, const QStringList &notes, int line)
{
    RunbookStep step;
    step.id = newId(title);
    step.title = plain(title, line);
    step.note = plain(notes.join(u'\n'), line);
    step.uses = u"manual"_s;
    step.with = JsonTemplate::ofObject({u"text"_s}, {JsonTemplate::ofText(plain(text, line))});
    step.place = {m_imported.fileName, line, 1};
    return step;
}

QString DraftMaker::newId(const QString &title)
{
    QString base = u"step"_s;
    const QStringList words = idOfTitle(title).split(u'-');
    if (!words.isEmpty() && !words.first().front().isDigit())
        base = words.first();
    for (const QString &word : words.mid(1, 3))
        base += word.first(1).toUpper() + word.mid(1);
    QString id = base;
    for (int number = 2; m_ids.contains(id); ++number)
        id = base + QString::number(number);
    m_ids << id;
    return id;
}

/// Alone in a runbook, so that what is wrong with one step does not take the others along.
bool DraftMaker::isReadable(const RunbookStep &step, bool mayChange) const
{
    Runbook alone;
    alone.id = u"draft"_s;
    alone.title = alone.id;
    alone.purpose = alone.id;
    alone.parameters = m_parameters.all();
    RunbookStep harmless;
    harmless.id = u"harmless"_s;
    harmless.title = plain(harmless.id, 1);
    harmless.uses = u"manual"_s;
    harmless.with = JsonTemplate::ofValue(QJsonObject{{u"text"_s, u"none"_s}});
    alone.steps = {mayChange ? step : harmless};
    if (!mayChange)
        alone.verification = {step};
    return readRunbook(u"draft.yaml"_s, writeRunbook(alone)).problems.isEmpty();
}

Template DraftMaker::plain(const QString &text, int line) const
{
    const Result<Template> made = Template::parse(Template::escaped(text), {m_imported.fileName, line, 1});
    return made.value_or(Template());
}

} // namespace sm::runbooks
