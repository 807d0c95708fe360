// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

namespace sm::http {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("http::Url", text); }

Error wrong(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Url"_s); }

/// What an author wrote between two values.
Result<QByteArray> literal(QStringView text)
{
    static const QRegularExpression notAllowed(u"[\\x00-\\x20\"#<>\\\\^`{|}\\x7f]|%(?![0-9A-Fa-f]{2})"_s);
    if (notAllowed.match(text).hasMatch())
        return wrong(tr("The URL holds a character that has to be written as %xx."));
    const QByteArray utf8 = text.toUtf8();
    QByteArray bytes;
    for (const char byte : utf8) {
        const auto code = static_cast<uchar>(byte);
        bytes += code < 0x80 ? QByteArray(1, byte) : '%' + QByteArray::number(code, 16).toUpper();
    }
    return bytes;
}

/// Servers resolve "." and "..", some of them only after decoding; and with an empty segment another rule may apply.
bool isSafe(const QByteArray &segment)
{
    const QByteArray decoded = QByteArray::fromPercentEncoding(segment).replace('\\', '/');
    const QList<QByteArray> parts = decoded.split('/');
    return std::none_of(parts.begin(), parts.end(), [](const QByteArray &part) { return part == "." || part == ".."; });
}

Result<void> checkPath(const QByteArray &path, const QByteArray &asWritten)
{
    const QList<QByteArray> segments = path.sliced(1).split('/');
    const QList<QByteArray> written = asWritten.sliced(1).split('/');
    for (qsizetype index = 0; index < segments.size(); ++index)
        if (!isSafe(segments[index]) || (segments[index].isEmpty() && !written.value(index).isEmpty()))
            return wrong(
                tr("The path of the URL does not stay what it is: a part of it is empty or leads elsewhere (\"..\")."));
    return ok();
}

QByteArray pathOf(const QByteArray &target) { return target.split('?').first(); }

} // namespace

Result<QByteArray> fillTarget(const QString &pattern, const QMap<QString, QString> &values)
{
    static const QRegularExpression placeholder(u"\\{([A-Za-z0-9_]+)\\}"_s);
    QByteArray target;
    QByteArray asWritten; // with something in the place of each value
    qsizetype at = 0;
    for (auto matches = placeholder.globalMatch(pattern); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        const Result<QByteArray> before = literal(QStringView(pattern).sliced(at, match.capturedStart() - at));
        if (!before)
            return before.error();
        const auto value = values.find(match.captured(1));
        if (value == values.end() || !value->isValidUtf16())
            return wrong(tr("The URL needs a value for \"%1\".").arg(match.captured(1)));
        target += *before + QUrl::toPercentEncoding(*value);
        asWritten += *before + '*';
        at = match.capturedEnd();
    }
    const Result<QByteArray> rest = literal(QStringView(pattern).sliced(at));
    if (!rest)
        return rest.error();
    target += *rest;
    asWritten += *rest;
    if (const auto sound = checkPath(pathOf(target), pathOf(asWritten)); !sound)
        return sound.error();
    return target;
}

} // namespace sm::http
