// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftparameters.h"

#include <commandline/placeholder.h>
#include <runbooks/template.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks::Draft", text); }

/// "TASK_ID", "<task-id>" and "{{ task id }}" are all "taskId".
QString nameOf(const QString &written)
{
    static const QRegularExpression between(u"[^A-Za-z0-9]+"_s);
    QString name;
    for (const QString &word : written.split(between, Qt::SkipEmptyParts)) {
        const bool isShouted = word == word.toUpper() || word == word.toLower();
        const QString rest = isShouted ? word.mid(1).toLower() : word.mid(1);
        name += name.isEmpty() ? word.first(1).toLower() + rest : word.first(1).toUpper() + rest;
    }
    return name.isEmpty() || name.front().isDigit() ? u"value"_s + name : name;
}

/// "Task id"
QString titleOf(const QString &name)
{
    QString title;
    for (const QChar c : name)
        title += c.isUpper() ? u' ' + QString(c.toLower()) : QString(c);
    return title.first(1).toUpper() + title.mid(1);
}

QString referenceTo(const QString &name) { return u"${parameters.%1}"_s.arg(name); }

} // namespace

Parameter *DraftParameters::find(const QString &name)
{
    const auto found = m_index.constFind(name);
    return found == m_index.constEnd() ? nullptr : &m_all[*found];
}

QString DraftParameters::add(const QString &name, const QString &description, Parameter::Type type)
{
    Parameter made;
    made.name = name;
    made.type = type;
    made.title = titleOf(name);
    made.description = description;
    made.place.file = m_file;
    m_index.insert(name, m_all.size());
    m_all << made;
    return referenceTo(name);
}

QString DraftParameters::reference(const QString &written, const QString &description)
{
    const QString name = nameOf(written);
    if (find(name))
        return referenceTo(name);
    return add(name, description.isEmpty() ? tr("The file says %1.").arg(written) : description);
}

QString DraftParameters::named(const QString &base, const QString &description, const QString &defaultValue)
{
    const auto [name, isThere] = nameFor(base, [&](const Parameter &there) {
        return there.description == description && there.defaultValue.toString() == defaultValue && !there.isSecret();
    });
    if (isThere)
        return referenceTo(name);
    const QString made = add(name, description);
    if (!defaultValue.isEmpty())
        m_all.last().defaultValue = defaultValue;
    return made;
}

QString DraftParameters::secret(const QString &base, const QString &value, const QString &description)
{
    const auto [name, isThere] = nameFor(
        base, [&](const Parameter &there) { return there.isSecret() && m_secrets.value(there.name) == value; });
    if (isThere)
        return referenceTo(name);
    m_secrets.insert(name, value);
    return add(name, description, Parameter::Type::Secret);
}

DraftParameters::Named DraftParameters::nameFor(
    const QString &base, const std::function<bool(const Parameter &)> &isSame)
{
    const QString plain = nameOf(base);
    QString name = plain;
    for (int number = 2;; ++number) {
        const Parameter *there = find(name);
        if (!there || isSame(*there))
            return {name, there != nullptr};
        name = plain + QString::number(number);
    }
}

void DraftParameters::setType(const QString &source, Parameter::Type type)
{
    static const QRegularExpression alone(u"^\\$\\{parameters\\.(\\w+)\\}$"_s);
    const auto match = alone.match(source);
    Parameter *found = match.hasMatch() ? find(match.captured(1)) : nullptr;
    if (found && !found->hasDefault() && !found->isSecret())
        found->type = type;
}

QString DraftParameters::templateOf(const QString &text)
{
    QString made;
    qsizetype at = 0;
    for (const QString &placeholder : commandline::placeholdersIn(text)) {
        const qsizetype found = text.indexOf(placeholder, at);
        if (found < 0)
            continue;
        made += Template::escaped(text.mid(at, found - at)) + reference(placeholder);
        at = found + placeholder.size();
    }
    return made + Template::escaped(text.mid(at));
}

} // namespace sm::runbooks
