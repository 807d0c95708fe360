// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/protocol.h>

#include <QJsonObject>

namespace suite {

/// One case of the protocol suites with the little model that it brings.
struct Case
{
    QString name; ///< file, suite and id, for people
    QJsonObject content;
    QJsonObject shapes; ///< as in the file
    QString clientHost; ///< empty: the suite names none
    bool isIgnored = false; ///< by protocol-tests-ignore-list.json
    std::shared_ptr<const sm::aws::ServiceModel> service;
    const sm::aws::Operation *operation = nullptr;
};

/// The folder of the suites, empty where there is none.
QString vectorsFolder(const QString &name);

QJsonValue readJson(const QString &path);

/// All cases of the files in \p folder ("input", "legacy/output").
QList<Case> cases(const QString &folder);

} // namespace suite
