// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftwords.h"

#include <lint/secretnames.h>
#include <runbooks/template.h>

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::Word;
using commandline::WordPart;
using Kind = WordPart::Kind;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

bool isComputed(const WordPart &part) { return part.kind == Kind::Command || part.kind == Kind::Arithmetic; }

/// "date -u +%Y-%m-%d" is the run's own date. Without -u a time is that of the zone that the computer is in: only in a
/// name it does not matter.
QString ofTheRun(const QString &command)
{
    static const QMap<QString, QString> known{{u"date +%Y%m%d-%H%M%S"_s, u"stamp"_s},
        {u"date -u +%Y%m%d-%H%M%S"_s, u"stamp"_s}, {u"date -u +%Y-%m-%d"_s, u"date"_s}, {u"date -u +%F"_s, u"date"_s},
        {u"date -u +%Y-%m-%dT%H:%M:%S"_s, u"started"_s}, {u"date -u +%Y-%m-%dT%H:%M:%SZ"_s, u"started"_s},
        {u"date -u +%FT%TZ"_s, u"started"_s}, {u"date -u --iso-8601=seconds"_s, u"started"_s},
        {u"date --iso-8601=seconds"_s, u"started"_s}};
    const QString name = known.value(QString(command).remove(u'"').remove(u'\''));
    return name.isEmpty() ? QString() : u"${run.%1}"_s.arg(name);
}

/// What "terraform output -raw NAME" is called.
QString nameIn(const QString &command, const QString &hint)
{
    static const QRegularExpression output(u"^(?:terraform|tofu)\\s+(?:-chdir=\\S+\\s+)?output\\s+-raw\\s+(\\w+)$"_s);
    if (const auto match = output.match(command); match.hasMatch())
        return match.captured(1);
    return hint.isEmpty() ? command.section(u' ', 0, 0) : hint;
}

} // namespace

DraftWords::DraftWords(const DraftSource &source, DraftState &state, Substitution substitution)
    : m_source(source)
    , m_state(state)
    , m_substitution(std::move(substitution))
{
}

std::optional<QString> DraftWords::of(const Word &word, const QString &hint)
{
    QString made;
    for (const WordPart &each : word.parts) {
        const bool isClock = word.parts.size() > 1 && each.text.startsWith("date "_L1);
        const std::optional<QString> text = part(each, isClock ? u"date"_s : hint);
        if (!text)
            return {};
        made += *text;
    }
    return made;
}

std::optional<QString> DraftWords::whole(const Word &word, const QString &hint)
{
    if (word.parts.size() < 2 || !std::any_of(word.parts.begin(), word.parts.end(), isComputed))
        return of(word, hint);
    return m_state.parameters.named(hint, tr("The file computes it: %1").arg(redaction().shown(word.text())));
}

QString DraftWords::secret(const Word &word, const QString &hint)
{
    const bool isNamed = word.parts.size() == 1
        && (word.parts.first().kind == Kind::Variable || word.parts.first().kind == Kind::Placeholder);
    if (isNamed)
        return m_state.parameters.secret(
            word.parts.first().text, {}, tr("The file says %1.").arg(redaction().shown(word.text())));
    const bool isOpen = std::any_of(word.parts.begin(), word.parts.end(),
        [](const WordPart &each) { return each.kind != Kind::Literal && each.kind != Kind::Glob; });
    return m_state.parameters.secret(hint, word.text(),
        isOpen ? tr("The file puts it together.") : tr("The file has it in clear. It was not taken over."));
}

std::optional<QString> DraftWords::part(const WordPart &part, const QString &hint)
{
    if (part.kind == Kind::Literal)
        return m_state.parameters.templateOf(part.text);
    if (part.kind == Kind::Placeholder && part.text.contains("XXXX"_L1) && !hint.isEmpty())
        return m_state.parameters.named(hint, tr("The file says %1.").arg(part.text)); // an id: it is no name
    if (part.kind == Kind::Placeholder)
        return m_state.parameters.reference(part.text);
    if (part.kind == Kind::Variable && part.modifier.isEmpty() && part.text.size() > 1)
        return variable(part.text);
    if (part.kind == Kind::Variable && part.modifier.isEmpty() && m_state.values.contains(part.text))
        return m_state.values.value(part.text);
    if (!isComputed(part))
        return {};
    if (const std::optional<QString> given = m_substitution(part))
        return given;
    return computed(part, hint);
}

QString DraftWords::computed(const WordPart &part, const QString &hint)
{
    const QString command = part.text.simplified();
    if (const QString known = ofTheRun(command); !known.isEmpty() && part.kind == Kind::Command)
        return known;
    return m_state.parameters.named(
        nameIn(command, hint), tr("The file computes it: %1").arg(redaction().shown(command)));
}

QString DraftWords::variable(const QString &name)
{
    m_state.used.insert(name);
    if (m_state.values.contains(name))
        return m_state.values.value(name);
    const bool isAssigned = m_state.variables.contains(name);
    const Word word = m_state.variables.take(name); // while it is read, so that it can not name itself
    const std::optional<QString> literal = word.literal();
    QString value;
    if (lint::namesASecret(name))
        value = m_state.parameters.secret(name, {}, tr("The file says $%1.").arg(name));
    else if (isAssigned && literal && !literal->isEmpty() && !redaction().isIn(*literal))
        value = m_state.parameters.named(name, tr("The file says $%1.").arg(name), *literal);
    else if (isAssigned && !literal)
        value = of(word, name).value_or(QString());
    if (value.isEmpty())
        value = m_state.parameters.reference(name, tr("The file says $%1.").arg(name));
    m_state.values.insert(name, value);
    return value;
}

} // namespace sm::runbooks
