// SPDX-License-Identifier: GPL-3.0-or-later
#include "received.h"

#include <algorithm>

namespace sm::process {

Received::Received(qsizetype keptBytes, Line line)
    : m_limit(std::max<qsizetype>(keptBytes, 0))
    , m_line(std::move(line))
{
}

void Received::add(const QByteArray &bytes)
{
    keep(bytes);
    if (m_line)
        split(bytes);
}

void Received::finish()
{
    m_kept.bytes = m_kept.bytes.right(m_limit);
    if (!m_unfinished.isEmpty())
        hand(std::exchange(m_unfinished, {}));
}

void Received::keep(const QByteArray &bytes)
{
    m_kept.totalBytes += bytes.size();
    m_kept.bytes += bytes;
    if (m_kept.bytes.size() > 2 * m_limit) // not at every piece: each costs a copy of what is kept
        m_kept.bytes = m_kept.bytes.right(m_limit);
}

void Received::split(const QByteArray &bytes)
{
    qsizetype from = 0;
    while (from < bytes.size()) {
        if (m_unfinished.size() == longestLine && bytes[from] != '\n')
            hand(std::exchange(m_unfinished, {}));
        const qsizetype end = bytes.indexOf('\n', from);
        const qsizetype length = std::min(longestLine - m_unfinished.size(), (end < 0 ? bytes.size() : end) - from);
        m_unfinished += QByteArrayView(bytes).sliced(from, length);
        from += length;
        if (from == end) {
            hand(std::exchange(m_unfinished, {}));
            ++from;
        }
    }
}

void Received::hand(QByteArray line) const
{
    if (line.endsWith('\r'))
        line.chop(1);
    m_line(line);
}

} // namespace sm::process
