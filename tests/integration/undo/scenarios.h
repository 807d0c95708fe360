// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <support/motoserver.h>

#include <QJsonObject>

namespace sm::test {

/// A write, and an input for which everything that it acts on is there.
struct Scenario
{
    QString uses; ///< "aws:cognito-idp:AdminDisableUser"
    QString name; ///< "cognito-idp:PutDashboard over one that is there"
    QJsonObject input;
};

/// scenarios.json, carried out on \p moto.
class Scenarios
{
public:
    explicit Scenarios(const MotoServer &moto);

    QString failure() const { return m_failure; }
    QList<Scenario> all() const { return m_all; }
    /// Writes with an inverse that moto can not show, by "aws:<service>:<Operation>", and why.
    QJsonObject beyondMoto() const { return m_beyondMoto; }

private:
    void prepare(const MotoServer &moto);

    QList<Scenario> m_all;
    QJsonObject m_beyondMoto;
    QString m_failure;
};

} // namespace sm::test
