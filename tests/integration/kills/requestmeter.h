// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace sm::test {

/// Watches the bytes of HTTP requests, one after the other, and knows where each of them ends.
class RequestMeter
{
public:
    /// Whether \p bytes complete a request.
    bool sees(QByteArrayView bytes)
    {
        m_bytes += bytes;
        const qsizetype head = m_bytes.indexOf("\r\n\r\n");
        if (head < 0 || m_bytes.size() < head + 4 + bodySize(m_bytes.first(head).toLower()))
            return false;
        m_bytes.clear();
        return true;
    }

private:
    static qsizetype bodySize(const QByteArray &head)
    {
        static const QByteArray name = "content-length:";
        const qsizetype at = head.indexOf(name);
        return at < 0 ? 0
                      : head.mid(at + name.size(), head.indexOf('\r', at) - at - name.size()).trimmed().toLongLong();
    }

    QByteArray m_bytes;
};

} // namespace sm::test
