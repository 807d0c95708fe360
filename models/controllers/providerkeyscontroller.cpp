// SPDX-License-Identifier: GPL-3.0-or-later
#include "providerkeyscontroller.h"

#include "costscontroller.h"

#include <costservice/costintake.h>

#include <QCoroTask>

namespace sm::controllers {

namespace {

llmcosts::Provider providerOf(CostSource source)
{
    return source == CostSource::Anthropic ? llmcosts::Provider::Anthropic : llmcosts::Provider::OpenAi;
}

} // namespace

ProviderKeysController::ProviderKeysController(costs::CostIntake &intake, CostsController &costs, QObject *parent)
    : QObject(parent)
    , m_intake(intake)
    , m_costs(costs)
{
}

ProviderKeysController::~ProviderKeysController() = default;

QList<CostSource> ProviderKeysController::providers() { return {CostSource::Anthropic, CostSource::OpenAi}; }

QString ProviderKeysController::title(CostSource provider) { return llmcosts::titleOf(providerOf(provider)); }

QString ProviderKeysController::keyName(CostSource provider) { return llmcosts::keyNameOf(providerOf(provider)); }

bool ProviderKeysController::isOffered(CostSource provider) const
{
    const QList<CostSourceInfo> &sources = m_costs.sources();
    return std::any_of(
        sources.cbegin(), sources.cend(), [provider](const CostSourceInfo &each) { return each.source == provider; });
}

void ProviderKeysController::setBusy(bool busy)
{
    m_busy = busy;
    Q_EMIT busyChanged();
}

void ProviderKeysController::keep(CostSource provider, const Secret &key)
{
    if (m_busy)
        return;
    setBusy(true);
    QCoro::connect(m_intake.keepKey(providerOf(provider), key, m_cancel.token()), this,
        [this, provider](const Result<void> &kept) {
            setBusy(false);
            if (!kept) {
                Q_EMIT failed(kept.error());
                return;
            }
            Q_EMIT keyKept(provider);
            ask(provider);
        });
}

/// The sources are read first: it is one of them now.
void ProviderKeysController::ask(CostSource provider)
{
    CostsQuestion question = m_costs.question();
    question.source = provider;
    question.path.clear();
    m_costs.restore(question);
    m_costs.reload();
}

void ProviderKeysController::forget(CostSource provider)
{
    if (m_busy)
        return;
    setBusy(true);
    QCoro::connect(
        m_intake.forgetKey(providerOf(provider), m_cancel.token()), this, [this, provider](const Result<void> &gone) {
            setBusy(false);
            if (!gone) {
                Q_EMIT failed(gone.error());
                return;
            }
            Q_EMIT keyForgotten(provider);
            m_costs.reload();
        });
}

} // namespace sm::controllers
