// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>
#include <QDateTime>
#include <QJsonObject>
#include <QList>

#include <functional>

namespace sm::deployments {

/// One call that changed a function, as the account's trail or the journal tells of it.
struct FunctionChange
{
    QDateTime at; ///< UTC
    QString by;
    QString event; ///< "UpdateAlias20150331", "PublishVersion20150331", "UpdateFunctionCode20150331v2"
    QJsonObject parameters; ///< of the request; members in the spelling of the trail or of the API
    QJsonObject answer; ///< the same of the answer; may be empty
    qint64 run = 0; ///< of the journal; 0: it was not made here

    /// The operation's own name, without the date of the API: "UpdateAlias".
    QString operation() const;
    /// The name of the function, without account and qualifier.
    QString function() const;
    /// A member of the request, "functionVersion", in either spelling.
    QJsonValue parameter(const QString &name) const;
    /// The same of the answer.
    QJsonValue answered(const QString &name) const;
};

/// The changes of all functions since an instant, in any order. Empty: nobody tells of changes.
using FunctionChanges = std::function<QCoro::Task<Result<QList<FunctionChange>>>(QDateTime since, CancelToken token)>;

/// The code of a function that is in the vault.
struct KeptFunction
{
    QString asset;
    QString backup;
    QString codeSha256; ///< as Lambda gives it
    QDateTime takenAt; ///< UTC
};

/// What the vault has of a function. Empty: there is no vault.
using KeptFunctions = std::function<QCoro::Task<Result<QList<KeptFunction>>>(QString function, CancelToken token)>;

/// "chat-lambda" of a name, a name with a qualifier, or an ARN.
QString functionNameOf(const QString &text);

} // namespace sm::deployments
