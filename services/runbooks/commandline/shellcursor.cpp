// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellcursor.h"

#include <algorithm>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isBlank(QChar c) { return c == u' ' || c == u'\t' || c == u'\r'; }

} // namespace

ShellCursor::ShellCursor(QString text, Place start)
    : m_text(std::move(text))
    , m_start(start)
    , m_lines{0}
{
    for (qsizetype i = 0; i < m_text.size(); ++i) {
        if (m_text[i] == u'\n')
            m_lines << i + 1;
    }
}

QChar ShellCursor::peek(qsizetype ahead) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : QChar(); }

QChar ShellCursor::take()
{
    const QChar taken = peek();
    m_at = taken == u'\n' ? m_jumps.value(m_at, m_at + 1) : std::min(m_at + 1, m_text.size());
    return taken;
}

bool ShellCursor::skip(QStringView text)
{
    if (!looksAt(text))
        return false;
    m_at += text.size();
    return true;
}

bool ShellCursor::isContinuation(qsizetype ahead) const
{
    return peek(ahead) == u'\\' && (peek(ahead + 1) == u'\n' || (peek(ahead + 1) == u'\r' && peek(ahead + 2) == u'\n'));
}

void ShellCursor::skipBlanks()
{
    while (!atEnd()) {
        if (isBlank(peek())) {
            ++m_at;
        } else if (isContinuation(0)) {
            m_at += peek(1) == u'\r' ? 2 : 1;
            take();
        } else {
            return;
        }
    }
}

void ShellCursor::skipLine()
{
    while (!atEnd() && peek() != u'\n') {
        if (isContinuation(0))
            m_at += peek(1) == u'\r' ? 2 : 1;
        take();
    }
}

bool ShellCursor::atWordEnd(qsizetype ahead) const
{
    const QChar c = peek(ahead);
    return m_at + ahead >= m_text.size() || isBlank(c) || QStringView(u"\n;&|()<>").contains(c);
}

qsizetype ShellCursor::lineEnd(qsizetype from) const
{
    const qsizetype end = m_text.indexOf(u'\n', from);
    return end < 0 ? m_text.size() : end;
}

bool ShellCursor::takeBody(const QString &delimiter, bool tabsStripped, QString &body, Place &bodyPlace)
{
    qsizetype end = lineEnd(m_at);
    while (end > 0 && end < m_text.size() && m_text[end - 1] == u'\\')
        end = lineEnd(end + 1);
    qsizetype from = m_jumps.value(end, end + 1);
    bodyPlace = place(std::min(from, m_text.size()));
    while (from < m_text.size()) {
        const qsizetype next = lineEnd(from);
        QString line = m_text.mid(from, next - from);
        if (tabsStripped)
            line.remove(
                0, std::find_if(line.cbegin(), line.cend(), [](QChar c) { return c != u'\t'; }) - line.cbegin());
        from = std::min(next + 1, m_text.size());
        if ((line.endsWith(u'\r') ? line.chopped(1) : line) == delimiter) {
            m_jumps[end] = from;
            return true;
        }
        body += line + u'\n';
    }
    return false;
}

Place ShellCursor::place(qsizetype at) const
{
    const auto next = std::upper_bound(m_lines.begin(), m_lines.end(), at);
    const qsizetype line = next - m_lines.begin() - 1;
    const qsizetype before = line == 0 ? m_start.column - 1 : 0;
    return {
        m_start.line + static_cast<int>(line), static_cast<int>(at - m_lines[line] + 1 + before), m_start.offset + at};
}

QString ShellCursor::written(qsizetype from, qsizetype to) const
{
    QString text;
    for (auto jump = m_jumps.lowerBound(from); jump != m_jumps.end() && jump.key() < to && from < to; ++jump) {
        text += m_text.mid(from, jump.key() + 1 - from);
        from = jump.value();
    }
    return from < to ? text + m_text.mid(from, to - from) : text;
}

bool ShellCursor::beginsLine(qsizetype at) const
{
    while (at > 0 && isBlank(m_text[at - 1]))
        --at;
    return at == 0 || m_text[at - 1] == u'\n';
}

} // namespace sm::commandline
