// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftparameters.h"

#include <commandline/placeholder.h>
#include <runbooks/template.h>

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;
using commandline::Word;
using commandline::WordPart;

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

} // namespace

Parameter &DraftParameters::parameter(const QString &name)
{
    for (Parameter &each : m_all) {
        if (each.name == name)
            return each;
    }
    Parameter made;
    made.name = name;
    made.place.file = m_file;
    m_all << made;
    return m_all.last();
}

QString DraftParameters::reference(const QString &written, const QString &title, const QString &description)
{
    const QString name = nameOf(written);
    Parameter &wanted = parameter(name);
    if (wanted.title.isEmpty()) {
        wanted.title = title.isEmpty() ? titleOf(name) : title;
        wanted.description = description.isEmpty() ? tr("The file says %1.").arg(written) : description;
    }
    return u"${parameters.%1}"_s.arg(name);
}

void DraftParameters::setDefault(const QString &written, const QString &value)
{
    Parameter &wanted = parameter(nameOf(written));
    if (!wanted.hasDefault() && !value.isEmpty())
        wanted.defaultValue = value;
}

void DraftParameters::setType(const QString &source, Parameter::Type type)
{
    static const QRegularExpression alone(u"^\\$\\{parameters\\.(\\w+)\\}$"_s);
    if (const auto match = alone.match(source); match.hasMatch())
        parameter(match.captured(1)).type = type;
}

QString DraftParameters::templateOf(const QString &text)
{
    QString made;
    qsizetype at = 0;
    for (const QString &placeholder : commandline::placeholdersIn(text)) {
        const qsizetype found = text.indexOf(placeholder, at);
        if (found < 0)
            continue;
        made += Template::escaped(text.mid(at, found - at)) + reference(placeholder, {});
        at = found + placeholder.size();
    }
    return made + Template::escaped(text.mid(at));
}

std::optional<QString> DraftParameters::templateOf(const Word &word)
{
    QString made;
    bool isOpen = false;
    for (const WordPart &part : word.parts) {
        const bool isName = part.kind == WordPart::Kind::Variable && part.modifier.isEmpty() && part.text.size() > 1;
        if (part.kind == WordPart::Kind::Literal)
            made += templateOf(part.text);
        else if (isName)
            made += reference(part.text, {}, tr("The file says $%1.").arg(part.text));
        else if (part.kind == WordPart::Kind::Placeholder)
            made += reference(part.text, {});
        else
            return {};
        isOpen = isOpen || made.contains("${parameters."_L1);
    }
    return isOpen ? std::optional(made) : std::nullopt;
}

} // namespace sm::runbooks
