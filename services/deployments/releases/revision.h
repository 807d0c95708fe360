// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace sm::deployments {

/// To which version an AppSpec of Lambda points an alias.
struct AliasShift
{
    QString function;
    QString alias;
    QString version;
};

/// Of the revision of a deployment of CodeDeploy; nothing: it is none of Lambda, or does not say.
std::optional<AliasShift> aliasShiftOf(const QJsonObject &revision);

/// A revision in words, the same for the same one: "s3://bucket/app.zip (version 3)", "shop/app at 9fceb02",
/// "lambda_router:live → 8", "AppSpec 8c1f20ab".
QString revisionInWords(const QJsonObject &revision);

} // namespace sm::deployments
