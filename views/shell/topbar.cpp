// SPDX-License-Identifier: GPL-3.0-or-later
#include "topbar.h"

#include <widgets/buttons.h>
#include <widgets/environment.h>
#include <widgets/icons.h>
#include <widgets/metrics.h>
#include <widgets/searchbox.h>
#include <widgets/textlabel.h>

#include <QActionGroup>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTimer>

namespace sm::shell {

namespace metrics = widgets::metrics;
using widgets::TextLabel;
using widgets::TextRole;

TopBar::TopBar(QWidget *parent)
    : Surface(Kind::Panel, Qt::BottomEdge, parent)
    , m_switcher(widgets::makeButton(QString()))
    , m_environment(new widgets::EnvironmentBadge)
    , m_readOnly(new widgets::Badge(tr("READ-ONLY"), widgets::Tone::Info))
    , m_search(new widgets::SearchBox(tr("Search actions"), QKeySequence(Qt::CTRL | Qt::Key_K)))
    , m_identity(new TextLabel(TextRole::Secondary))
{
    setFixedHeight(48);
    m_readOnly->setToolTip(tr("Started with --read-only: every change is refused."));
    m_readOnly->hide();
    m_switcher->hide(); // until there are systems
    m_environment->hide();
    m_switcher->setAccessibleDescription(tr("Switch system"));
    m_identity->setAccessibleDescription(tr("Signed in as"));
    m_identity->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::cardPadding, 0, metrics::cardPadding, 0);
    layout->setSpacing(metrics::gap);
    layout->addWidget(m_switcher);
    layout->addWidget(m_environment);
    layout->addWidget(m_readOnly);
    layout->addStretch(1);
    layout->addWidget(m_search, 3);
    layout->addStretch(1);
    layout->addWidget(m_identity, 3);
    connect(m_search, &QAbstractButton::clicked, this, &TopBar::paletteRequested);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &TopBar::showExpiry);
    clock->start(15'000);
}

void TopBar::setSystems(const QList<SystemInfo> &systems, const SystemId &current)
{
    auto *menu = new QMenu(m_switcher);
    menu->setAccessibleName(tr("Systems"));
    auto *group = new QActionGroup(menu);
    m_switcher->setText(tr("Choose a system"));
    m_switcher->setAccessibleName(tr("Choose a system"));
    m_switcher->setVisible(!systems.isEmpty());
    m_environment->hide();
    for (const SystemInfo &system : systems) {
        QAction *action = menu->addAction(tr("%1 · %2").arg(
            QString(system.title).replace(u'&', QStringLiteral("&&")), widgets::wordOf(system.environment)));
        action->setCheckable(true);
        action->setChecked(system.id == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = system.id] { Q_EMIT systemChosen(id); });
        if (system.id == current) {
            m_switcher->setText(QString(system.title).replace(u'&', QStringLiteral("&&")));
            m_switcher->setAccessibleName(tr("System: %1").arg(system.title));
            m_environment->setEnvironment(system.environment);
            m_environment->show();
        }
    }
    if (m_switcher->menu())
        m_switcher->menu()->deleteLater(); // choosing a system in it may have led here
    m_switcher->setMenu(menu);
}

void TopBar::setIdentity(
    const std::optional<Identity> &identity, const SystemInfo &system, const std::optional<Error> &problem)
{
    m_expiresAt = identity ? identity->expiresAt : QDateTime();
    if (identity)
        m_who = tr("%1 · %2 · %3").arg(identity->name, identity->account.value, system.region.value);
    else if (problem)
        m_who = tr("Not signed in · %1").arg(system.region.value);
    else
        m_who = tr("Signing in… · %1").arg(system.region.value);
    m_identity->setToolTip(problem ? widgets::plainToolTip(problem->message()) : QString());
    showExpiry();
}

void TopBar::showExpiry()
{
    if (!m_expiresAt.isValid()) {
        m_identity->setText(m_who);
        m_identity->setTone(std::nullopt);
        return;
    }
    const auto minutes = QDateTime::currentDateTimeUtc().secsTo(m_expiresAt) / 60;
    m_identity->setText(minutes < 0 ? tr("%1 · session ended").arg(m_who)
                                    : tr("%1 · session ends in %2 min").arg(m_who, QString::number(minutes)));
    m_identity->setTone(minutes < 5 ? std::optional(widgets::Tone::Warning) : std::nullopt);
}

void TopBar::setReadOnly(bool readOnly) { m_readOnly->setVisible(readOnly); }

void TopBar::openSwitcher() { m_switcher->showMenu(); }

} // namespace sm::shell
