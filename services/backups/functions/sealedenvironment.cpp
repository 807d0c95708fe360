// SPDX-License-Identifier: GPL-3.0-or-later
#include "sealedenvironment.h"

#include <core/json.h>
#include <crypto/random.h>
#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype saltBytes = 16;

Error gone(const Error &cause)
{
    if (cause.kind() == Error::Kind::Cancelled)
        return cause;
    return Error(Error::Kind::Storage,
        QCoreApplication::translate("sm::backups::Functions",
            "The values of the environment are not here: they are sealed beside the journal of the computer that kept "
            "the backup. Restore there, or set them by hand. Nothing was changed."))
        .withCode(u"EnvironmentGone"_s);
}

} // namespace

QCoro::Task<Result<QJsonObject>> sealEnvironment(const store::CaptureStore *captures, QJsonObject variables)
{
    const QJsonArray names = QJsonArray::fromStringList(variables.keys());
    const QString salt = QString::fromLatin1(crypto::randomBytes(saltBytes).toBase64());
    const QByteArray content = toCompactJson(QJsonObject{{u"salt"_s, salt}, {u"variables"_s, variables}});
    const Result<store::CaptureId> kept = co_await store::keepBytes(captures, content);
    if (!kept)
        co_return kept.error();
    co_return QJsonObject{{u"names"_s, names}, {u"kept"_s, store::toJson(*kept)}};
}

QCoro::Task<Result<QJsonObject>> openEnvironment(
    const store::CaptureStore *captures, QJsonObject sealed, CancelToken token)
{
    const std::optional<store::CaptureId> id = store::captureIdOf(sealed.value(u"kept"_s));
    if (!id)
        co_return QJsonObject();
    const Result<QByteArray> content = co_await store::keptBytes(captures, *id, token);
    if (!content)
        co_return gone(content.error());
    const Result<QJsonValue> json = parseJson(*content);
    if (!json)
        co_return gone(json.error());
    co_return QJsonObject((*json)[u"variables"_s].toObject());
}

} // namespace sm::backups
