// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>

#include <QJsonObject>

namespace sm::aws {

/// Walks through an input beside its model and notes what does not fit, each with its path. Values of sensitive shapes
/// are never told, not even their length.
class Validator
{
public:
    void check(const Member &member, const QJsonValue &value);
    /// Notes \p problem of the place where the walk is.
    void report(const QString &problem);
    const QStringList &problems() const { return m_problems; }

private:
    class Step;

    void checkStructure(const Shape &shape, const QJsonObject &value);
    void checkUnion(const Shape &shape, const QJsonObject &value);
    void checkUnknown(const Shape &shape, const QJsonObject &value);
    void checkList(const Shape &shape, const QJsonArray &values);
    void checkMap(const Shape &shape, const QJsonObject &values);
    void checkScalar(const Member &member, const QJsonValue &value);
    void checkBlob(const Shape &shape, const QString &base64);
    void checkNumber(const Shape &shape, const QJsonValue &value);
    void checkLength(const Shape &shape, qsizetype length);

    QString m_path;
    bool m_isSecret = false;
    QStringList m_problems;
};

} // namespace sm::aws
