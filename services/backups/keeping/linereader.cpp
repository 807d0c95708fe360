// SPDX-License-Identifier: GPL-3.0-or-later
#include "linereader.h"

#include <core/json.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 longestLine = 16 * 1024 * 1024; ///< bytes; a user of Cognito has at most 100 kB

Error unreadable(const QString &path)
{
    return Error(Error::Kind::BadReply,
        QCoreApplication::translate(
            "sm::backups::LineReader", "%1 is damaged: it is not what was written. Use another backup.")
            .arg(path))
        .withCode(u"BackupDamaged"_s);
}

} // namespace

LineReader::LineReader(const QString &path)
    : m_file(path)
{
}

Result<std::optional<QJsonObject>> LineReader::next()
{
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadOnly))
        return unreadable(m_file.fileName());
    const QByteArray line = m_file.readLine(longestLine);
    if (line.isEmpty() && m_file.atEnd())
        return std::optional<QJsonObject>();
    const Result<QJsonValue> value = parseJson(line);
    if (!line.endsWith('\n') || !value || !value->isObject())
        return unreadable(m_file.fileName());
    return std::optional(value->toObject());
}

} // namespace sm::backups
