// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/runbookinfo.h>
#include <widgets/scrollpane.h>

class QHBoxLayout;
class QPushButton;

namespace sm::widgets {
class KeyValueList;
class TextLabel;
class TintBox;
} // namespace sm::widgets
namespace sm::tables {
class RunbookTable;
}

namespace sm::pages {

class BulletList;
class RunbookActions;
class RunbookFindings;
class RunbookLinks;
class RunbookSteps;

/// One runbook in full: what it is for, what it does step by step, what was found wrong in it, how it ran last, and
/// what can be done with it.
class RunbookDetail : public widgets::ScrollPane
{
    Q_OBJECT

public:
    explicit RunbookDetail(const RunbookActions &actions, QWidget *parent = nullptr);

    /// Nothing: asks to select a runbook.
    void clear();
    /// \param here  title of the system that it would be planned on
    void setRunbook(const RunbookInfo &info, const tables::RunbookTable &table, const QString &here);

Q_SIGNALS:
    void linkOpened(const QString &address);
    void copied(const QString &what);

private:
    QWidget *buttons();
    QWidget *lastRun();
    void buildLayout();
    void showBadges(const RunbookInfo &info, bool isReviewDue);
    void showAdvice(const RunbookInfo &info, const QString &here);
    void showLastRun(const RunbookInfo &info, const std::optional<LastRun> &last);
    void showFacts(const RunbookInfo &info);
    void showButtons(const RunbookInfo &info, const std::optional<LastRun> &last);

    widgets::TextLabel *m_title;
    widgets::TextLabel *m_hint;
    QWidget *m_badges;
    QHBoxLayout *m_badgeRow;
    QPushButton *m_plan;
    QPushButton *m_undo;
    QPushButton *m_policy;
    QPushButton *m_keep;
    QPushButton *m_discard;
    QPushButton *m_journal;
    widgets::TintBox *m_adviceBox;
    widgets::TextLabel *m_advice;
    widgets::TextLabel *m_purpose;
    QWidget *m_lastRunRow;
    widgets::TextLabel *m_lastRun;
    widgets::TextLabel *m_factsTitle;
    widgets::KeyValueList *m_facts;
    RunbookFindings *m_findings;
    BulletList *m_symptoms;
    BulletList *m_prerequisites;
    RunbookSteps *m_steps;
    RunbookSteps *m_verification;
    RunbookSteps *m_rollback;
    RunbookLinks *m_links;
    QList<QWidget *> m_parts; ///< what there is only with a runbook
};

} // namespace sm::pages
