// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/providerkeyscontroller.h>

#include <QAction>

namespace sm::controllers {
class CostsController;
}

namespace sm::pages {

/// How the providers of language models become sources of costs, and stop being ones: an action each, for menus and
/// the palette.
class CostsProviders : public QObject
{
    Q_OBJECT

public:
    CostsProviders(controllers::ProviderKeysController &keys, controllers::CostsController &costs, QWidget *window);

    /// "Anthropic…" for those that are no source yet, "New key for Anthropic…" for others.
    QList<QAction *> additions() const { return m_additions; }
    /// "Forget key of Anthropic…" for those that may have one.
    QList<QAction *> removals() const { return m_removals; }

Q_SIGNALS:
    void failed(const sm::Error &error);
    void noted(const QString &sentence);

private:
    void update();
    void askForKey(CostSource provider);
    void confirmForgetting(CostSource provider);

    controllers::ProviderKeysController &m_keys;
    QWidget *m_window;
    QList<QAction *> m_additions; ///< in the order of providers()
    QList<QAction *> m_removals;
    QList<CostSource> m_forgotten; ///< what they told is still a source
};

} // namespace sm::pages
