// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction.h"

#include <algorithm>

namespace sm::lint {

using namespace Qt::Literals::StringLiterals;

void Redaction::add(const QString &name, const QString &value, int line, Reach reach)
{
    const auto isShorter = [&value](const Entry &each) { return each.value.size() < value.size(); };
    const auto isSame = [&](const Entry &each) {
        return each.value == value && each.reach == reach && (reach == Reach::File || each.line == line);
    };
    if (!value.isEmpty() && std::none_of(m_entries.begin(), m_entries.end(), isSame))
        m_entries.insert(std::find_if(m_entries.cbegin(), m_entries.cend(), isShorter), {name, value, line, reach});
}

Redaction Redaction::within(int firstLine, int lastLine) const
{
    Redaction found = *this;
    found.m_entries.removeIf([&](const Entry &each) {
        return each.reach == Reach::Line && (each.line < firstLine || each.line > lastLine);
    });
    found.m_isWithin = true;
    return found;
}

/// A value that may be a word of its own in a text is looked for as a whole word.
qsizetype Redaction::Entry::indexIn(const QString &text, qsizetype from) const
{
    const auto isPart = [&text](qsizetype at) {
        return at >= 0 && at < text.size() && (text.at(at).isLetterOrNumber() || text.at(at) == u'$');
    };
    qsizetype at = text.indexOf(value, from);
    while (reach == Reach::Line && at >= 0 && (isPart(at - 1) || isPart(at + value.size())))
        at = text.indexOf(value, at + 1);
    return at;
}

QString Redaction::shown(const QString &text) const
{
    QString made = text;
    for (const Entry &each : m_entries) {
        const QString name = u'$' + each.name;
        for (qsizetype at = counts(each) ? each.indexIn(made, 0) : -1; at >= 0;
            at = each.indexIn(made, at + name.size()))
            made.replace(at, each.value.size(), name);
    }
    return made;
}

bool Redaction::isIn(const QString &text) const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
        [&](const Entry &each) { return counts(each) && each.indexIn(text, 0) >= 0; });
}

QString Redaction::nameOf(const QString &text) const
{
    const auto found = std::find_if(
        m_entries.begin(), m_entries.end(), [&](const Entry &each) { return counts(each) && each.value == text; });
    return found == m_entries.end() ? QString() : found->name;
}

} // namespace sm::lint
