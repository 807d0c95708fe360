// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsproviders.h"

#include <controllers/costscontroller.h>
#include <dialogs/forgetkeydialog.h>
#include <dialogs/providerkeydialog.h>

namespace sm::pages {

using controllers::CostsController;
using controllers::ProviderKeysController;

CostsProviders::CostsProviders(ProviderKeysController &keys, CostsController &costs, QWidget *window)
    : QObject(window)
    , m_keys(keys)
    , m_window(window)
{
    const QList<CostSource> providers = ProviderKeysController::providers();
    for (const CostSource each : providers) {
        const QString title = ProviderKeysController::title(each);
        m_additions.append(new QAction(this)); // update() says its word
        m_removals.append(new QAction(tr("Forget key of %1…").arg(title), this));
        connect(m_additions.constLast(), &QAction::triggered, this, [this, each] { askForKey(each); });
        connect(m_removals.constLast(), &QAction::triggered, this, [this, each] { confirmForgetting(each); });
    }
    connect(&costs, &CostsController::sourcesChanged, this, &CostsProviders::update);
    connect(&keys, &ProviderKeysController::keyKept, this, [this](CostSource provider) {
        m_forgotten.removeOne(provider);
        Q_EMIT noted(tr("The key of %1 is in the keyring.").arg(ProviderKeysController::title(provider)));
    });
    connect(&keys, &ProviderKeysController::keyForgotten, this, [this](CostSource provider) {
        m_forgotten.append(provider);
        Q_EMIT noted(tr("The key of %1 is forgotten.").arg(ProviderKeysController::title(provider)));
    });
    update();
}

void CostsProviders::update()
{
    const QList<CostSource> providers = ProviderKeysController::providers();
    for (qsizetype i = 0; i < providers.size(); ++i) {
        const CostSource provider = providers.at(i);
        const bool isOffered = m_keys.isOffered(provider);
        const QString title = ProviderKeysController::title(provider);
        m_additions.at(i)->setText(isOffered ? tr("New key for %1…").arg(title) : tr("%1…").arg(title));
        m_removals.at(i)->setVisible(isOffered && !m_forgotten.contains(provider));
    }
}

/// The dialog stays, with the key in it, until that is kept; what is wrong is said inside.
void CostsProviders::askForKey(CostSource provider)
{
    auto *dialog = new dialogs::ProviderKeyDialog(
        ProviderKeysController::title(provider), ProviderKeysController::keyName(provider), m_window);
    connect(dialog, &dialogs::ProviderKeyDialog::submitted, this, [this, dialog, provider] {
        dialog->clearError();
        m_keys.keep(provider, dialog->key());
    });
    connect(
        &m_keys, &ProviderKeysController::busyChanged, dialog, [this, dialog] { dialog->setBusy(m_keys.isBusy()); });
    connect(&m_keys, &ProviderKeysController::failed, dialog, &dialogs::ProviderKeyDialog::showError);
    connect(&m_keys, &ProviderKeysController::keyKept, dialog, &QDialog::accept);
    dialog->open();
}

void CostsProviders::confirmForgetting(CostSource provider)
{
    auto *dialog = new dialogs::ForgetKeyDialog(ProviderKeysController::title(provider), m_window);
    connect(dialog, &dialogs::ForgetKeyDialog::submitted, this, [this, dialog, provider] {
        dialog->clearError();
        m_keys.forget(provider);
    });
    connect(&m_keys, &ProviderKeysController::failed, dialog, &dialogs::ForgetKeyDialog::showError);
    connect(&m_keys, &ProviderKeysController::keyForgotten, dialog, &QDialog::accept);
    dialog->open();
}

} // namespace sm::pages
