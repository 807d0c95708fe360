// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QStringList>

#include <optional>

namespace sm::executors {

/// Reads the members of a step's input and keeps the first thing that is wrong with them, so that a reader needs to
/// look only once. Nothing in a value is ever interpreted.
///
/// While an earlier step has yet to give some of the values (Step::deferred), null stands in their places: that counts
/// as fit, and as missing nothing.
class Input
{
public:
    /// A member that is not among \p known is a problem; the message offers the nearest.
    Input(const Step &step, const QStringList &known);

    QString text(const QString &member);
    QString requiredText(const QString &member);
    QStringList texts(const QString &member);
    QMap<QString, QString> map(const QString &member);
    QJsonObject object(const QString &member);
    QList<int> numbers(const QString &member);
    /// 0 or more
    std::optional<int> number(const QString &member);
    bool flag(const QString &member);
    /// "5m", or a number of seconds.
    std::optional<std::chrono::milliseconds> duration(const QString &member);
    QJsonValue value(const QString &member) const;

    void refuse(const QString &member, const QString &why);
    /// Whether all values are there: none is deferred.
    bool isComplete() const { return m_isComplete; }
    /// \error Kind::Invalid the first thing that was wrong
    Result<void> checked() const;

private:
    bool isThere(const QString &member) const;
    QString textOf(const QString &member, const QJsonValue &value);
    int numberOf(const QString &member, const QJsonValue &value);

    QString m_uses;
    QJsonObject m_with;
    bool m_isComplete;
    std::optional<Error> m_problem;
};

} // namespace sm::executors
