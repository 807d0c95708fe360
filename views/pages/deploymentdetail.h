// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/deploymentscontroller.h>

#include <QWidget>

class QHBoxLayout;

namespace sm::widgets {
class KeyValueList;
class LoadingLine;
class TextLabel;
class TintBox;
} // namespace sm::widgets

namespace sm::pages {

class DeploymentMoves;

/// One deployment in full: the ways back to it first, then who shipped it, and how it did while it was live.
class DeploymentDetail : public QWidget
{
    Q_OBJECT

public:
    DeploymentDetail(controllers::DeploymentsController &controller, int width, QWidget *parent = nullptr);

    /// nullptr: none is selected.
    void setDeployment(const Deployment *selected);

Q_SIGNALS:
    /// \p title of a move that is possible
    void moveChosen(const QString &title);
    void copied(const QString &what);

private:
    QWidget *content();
    void showNothing();
    void showBadges(const Deployment &deployment);
    void showMoves();
    void showHealth(const Deployment &deployment);

    controllers::DeploymentsController &m_controller;
    QString m_shown; ///< id
    bool m_wasWell = true; ///< false: known to have done badly
    widgets::LoadingLine *m_loading;
    widgets::TextLabel *m_title;
    widgets::TextLabel *m_hint;
    widgets::TextLabel *m_subtitle;
    QWidget *m_badges;
    QHBoxLayout *m_badgeRow;
    widgets::TintBox *m_adviceBox;
    widgets::TextLabel *m_advice;
    widgets::TextLabel *m_movesTitle;
    DeploymentMoves *m_moves;
    widgets::TextLabel *m_factsTitle;
    widgets::KeyValueList *m_facts;
    widgets::TextLabel *m_healthTitle;
    widgets::TextLabel *m_healthWhy;
    widgets::KeyValueList *m_health;
    QList<QWidget *> m_parts; ///< what there is only with a deployment
};

} // namespace sm::pages
