// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonfile.h"

#include "gzip.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QFile>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype limitBytes = 256 * 1024 * 1024;

QString tr(const char *source) { return QCoreApplication::translate("sm::aws::Models", source); }

Error unreadable(const QString &path, const QString &reason)
{
    return Error(Error::Kind::Invalid, tr("%1 can not be read: %2").arg(path, reason));
}

} // namespace

QString existingFile(const QString &path)
{
    for (const QString &candidate : {path, path + u".gz"_s}) {
        if (QFile::exists(candidate))
            return candidate;
    }
    return {};
}

Result<QJsonObject> readJsonFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return unreadable(path, file.errorString());
    if (file.size() > limitBytes)
        return unreadable(path, tr("the file is too large."));
    std::optional<QByteArray> text = file.readAll();
    if (path.endsWith(".gz"_L1))
        text = gunzip(*text, limitBytes);
    if (!text)
        return unreadable(path, tr("the file is damaged."));

    const Result<QJsonValue> value = parseJson(*text);
    if (!value)
        return unreadable(path, value.error().message());
    if (!value->isObject())
        return unreadable(path, tr("it is not a JSON object."));
    return value->toObject();
}

} // namespace sm::aws
