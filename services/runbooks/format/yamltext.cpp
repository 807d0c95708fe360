// SPDX-License-Identifier: GPL-3.0-or-later
#include "yamltext.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::runbooks {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

bool isPrintable(QChar c)
{
    const ushort code = c.unicode();
    if (code < 0x20)
        return code == '\t' || code == '\n' || code == '\r';
    return code != 0x7F && (code < 0x80 || code > 0x9F || code == 0x85) && code < 0xFFFE;
}

/// The line of the first byte that is not UTF-8; no character of more than one byte holds a line feed.
int brokenLine(const QByteArray &yaml)
{
    const QList<QByteArray> lines = yaml.split('\n');
    const auto broken = std::find_if_not(
        lines.begin(), lines.end(), [](const QByteArray &line) { return QUtf8StringView(line).isValidUtf8(); });
    return static_cast<int>(std::distance(lines.begin(), broken)) + 1;
}

} // namespace

std::optional<Problem> textProblem(const QString &file, const QByteArray &yaml)
{
    if (!QUtf8StringView(yaml).isValidUtf8())
        return Problem{{file, brokenLine(yaml), 1}, tr("this line is not UTF-8: save the file in that encoding")};
    const QString text = QString::fromUtf8(yaml);
    const auto bad = std::find_if_not(text.begin(), text.end(), isPrintable);
    if (bad == text.end())
        return {};
    const auto offset = std::distance(text.begin(), bad);
    return Problem{PlaceFinder(file, yaml).at(text.first(offset).toUtf8().size()),
        tr("U+%1 must not stand in a file: write it as an escape in double quotes")
            .arg(bad->unicode(), 4, 16, QLatin1Char('0'))};
}

PlaceFinder::PlaceFinder(QString file, QByteArray text)
    : m_file(std::move(file))
    , m_text(std::move(text))
{
}

Place PlaceFinder::at(qsizetype position)
{
    position = std::clamp<qsizetype>(position, 0, m_text.size());
    if (position < m_position) {
        m_position = 0;
        m_line = m_column = 1;
    }
    for (; m_position < position; ++m_position) {
        const auto byte = static_cast<uchar>(m_text[m_position]);
        if (byte == '\n') {
            ++m_line;
            m_column = 1;
        } else if ((byte & 0xC0) != 0x80) { // a byte that goes on with a character is no column
            ++m_column;
        }
    }
    return {m_file, m_line, m_column};
}

} // namespace sm::runbooks
