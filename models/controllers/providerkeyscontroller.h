// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/cost.h>
#include <core/result.h>
#include <core/secret.h>

#include <QObject>

namespace sm::costs {
class CostIntake;
}

namespace sm::controllers {

class CostsController;

/// The keys of those who sell language models: kept in the desktop's keyring, never here. With its key a provider is
/// one of the sources of costs.
class ProviderKeysController : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    ProviderKeysController(costs::CostIntake &intake, CostsController &costs, QObject *parent = nullptr);
    ~ProviderKeysController() override;

    /// CostSource::Anthropic, CostSource::OpenAi.
    static QList<CostSource> providers();
    /// "Anthropic", "OpenAI".
    static QString title(CostSource provider);
    /// What the keyring has its key under.
    static QString keyName(CostSource provider);
    /// It is among the sources: there is a key, or it has told something.
    bool isOffered(CostSource provider) const;
    bool isBusy() const { return m_busy; }

    /// Keeps \p key and asks the provider: keyKept() or failed() follows.
    void keep(CostSource provider, const Secret &key);
    /// keyForgotten() or failed() follows. What the provider has told stays.
    void forget(CostSource provider);

Q_SIGNALS:
    void keyKept(sm::CostSource provider);
    void keyForgotten(sm::CostSource provider);
    void failed(const sm::Error &error);
    void busyChanged();

private:
    void setBusy(bool busy);
    void ask(CostSource provider);

    costs::CostIntake &m_intake;
    CostsController &m_costs;
    bool m_busy = false;
    CancelSource m_cancel;
};

} // namespace sm::controllers
