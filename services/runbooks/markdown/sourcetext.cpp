// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcetext.h"

#include <QCoreApplication>
#include <QStringDecoder>

using namespace Qt::Literals::StringLiterals;

namespace sm::markdown {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::markdown::SourceText", text); }

Error wrong(const QString &fileName, qsizetype line, const QString &reason)
{
    return Error(Error::Kind::Invalid, u"%1:%2: %3"_s.arg(fileName).arg(line).arg(reason));
}

/// The line that starts at \p at; afterwards \p at is behind its end.
QByteArrayView takeLine(QByteArrayView bytes, qsizetype &at)
{
    const qsizetype start = at;
    while (at < bytes.size() && bytes[at] != '\n' && bytes[at] != '\r')
        ++at;
    const QByteArrayView line = bytes.sliced(start, at - start);
    if (bytes.sliced(at).startsWith("\r\n"))
        ++at;
    ++at;
    return line;
}

} // namespace

Result<SourceText> readSource(const QString &fileName, const QByteArray &bytes)
{
    if (bytes.size() > maximumBytes)
        return Error(Error::Kind::Invalid,
            tr("%1 is larger than %2 MB. Split it into several runbooks.").arg(fileName).arg(maximumBytes >> 20));
    SourceText text;
    QByteArrayView rest(bytes);
    if (rest.startsWith("\xef\xbb\xbf"))
        rest = rest.sliced(3);
    qsizetype paragraphBytes = 0;
    for (qsizetype at = 0; at < rest.size();) {
        const QByteArrayView line = takeLine(rest, at);
        if (line.contains('\0'))
            return wrong(fileName, text.lines.size() + 1,
                tr("there is a NUL byte, so this is no text in UTF-8. Save it as UTF-8 and try again."));
        paragraphBytes = line.isEmpty() ? 0 : paragraphBytes + line.size();
        if (paragraphBytes > maximumParagraphBytes)
            return wrong(fileName, text.lines.size() + 1,
                tr("there are more than %1 KB without a blank line. Put some in.").arg(maximumParagraphBytes >> 10));
        QStringDecoder utf8(QStringDecoder::Utf8, QStringConverter::Flag::Stateless);
        text.lines.append(utf8(line));
        if (utf8.hasError())
            text.damagedLines.append(static_cast<int>(text.lines.size()));
    }
    return text;
}

} // namespace sm::markdown
