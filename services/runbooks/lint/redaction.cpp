// SPDX-License-Identifier: GPL-3.0-or-later
#include "redaction.h"

#include <algorithm>

namespace sm::lint {

namespace {

bool isWordAt(const QString &text, qsizetype at, qsizetype size)
{
    const auto isPart = [&text](qsizetype index) {
        return index >= 0 && index < text.size() && (text.at(index).isLetterOrNumber() || text.at(index) == u'$');
    };
    return !isPart(at - 1) && !isPart(at + size);
}

/// The longest value of \p byLength that stands at \p at; 0: none.
qsizetype longest(const QMap<qsizetype, QHash<QString, QString>> &byLength, const QString &text, qsizetype at)
{
    for (auto it = byLength.end(); it != byLength.begin();) {
        --it;
        const qsizetype size = it.key();
        if (size <= text.size() - at && it->contains(QString::fromRawData(text.constData() + at, size)))
            return size;
    }
    return 0;
}

} // namespace

void Redaction::add(const QString &name, const QString &value, int line, Reach reach)
{
    if (value.isEmpty())
        return;
    if (reach == Reach::Line)
        m_byLine.insert(line, {value, name});
    else if (Names &names = m_everywhere[value.size()]; !names.contains(value))
        names.insert(value, name);
}

Redaction Redaction::within(int firstLine, int lastLine) const
{
    Redaction found;
    found.m_everywhere = m_everywhere;
    const auto end = m_byLine.upperBound(lastLine);
    for (auto it = m_byLine.lowerBound(firstLine); it != end; ++it)
        found.m_here[it->first.size()].insert(it->first, it->second);
    return found;
}

Redaction::Found Redaction::at(const QString &text, qsizetype at) const
{
    const qsizetype everywhere = longest(m_everywhere, text, at);
    const qsizetype here = longest(m_here, text, at);
    if (everywhere >= here || !isWordAt(text, at, here))
        return {everywhere, m_everywhere.value(everywhere).value(text.mid(at, everywhere))};
    return {here, m_here.value(here).value(text.mid(at, here))};
}

QString Redaction::shown(const QString &text) const
{
    if (m_everywhere.isEmpty() && m_here.isEmpty())
        return text;
    QString made;
    for (qsizetype i = 0; i < text.size();) {
        const Found found = at(text, i);
        if (found.size == 0)
            made += text.at(i);
        else
            made += u'$' + found.name;
        i += std::max<qsizetype>(found.size, 1);
    }
    return made;
}

bool Redaction::isIn(const QString &text) const
{
    for (qsizetype i = 0; i < text.size() && !(m_everywhere.isEmpty() && m_here.isEmpty()); ++i) {
        if (at(text, i).size > 0)
            return true;
    }
    return false;
}

QString Redaction::nameOf(const QString &text) const
{
    const QString name = m_everywhere.value(text.size()).value(text);
    return name.isEmpty() ? m_here.value(text.size()).value(text) : name;
}

} // namespace sm::lint
