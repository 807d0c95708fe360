// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/runbookscontroller.h>

#include <QAction>
#include <QPointer>

#include <functional>

namespace sm::dialogs {
class KeepRunbookDialog;
}

namespace sm::pages {

class RunbookForm;

/// What can be done with the selected runbook, as actions for buttons and palette. What changes something ends in a
/// plan; a draft has none before it was reviewed and kept.
class RunbookActions : public QObject
{
    Q_OBJECT

public:
    using Selection = std::function<QString()>; ///< the key; empty: nothing is selected

    RunbookActions(controllers::RunbooksController &controller, Selection selection, QWidget *window);

    QList<QAction *> all() const;
    QAction *plan() const { return m_plan; }
    QAction *undo() const { return m_undo; }
    QAction *policy() const { return m_policy; }
    QAction *journal() const { return m_journal; }
    QAction *keep() const { return m_keep; }
    QAction *discard() const { return m_discard; }
    QAction *import() const { return m_import; }
    /// Enables what the selection allows.
    void update();
    /// As plan(), with \p values in the fields of these names.
    void planWith(const QJsonObject &values);

Q_SIGNALS:
    void planned(const sm::UserPlan &plan);
    void journalRequested(qint64 entry);
    void noted(const QString &sentence);
    void failed(const sm::Error &error);

private:
    QAction *add(const QString &text, void (RunbookActions::*slot)());
    void connectController();
    const RunbookInfo *selected() const;

    void planRun();
    void planUndo();
    void copyPolicy();
    void showInJournal();
    void keepDraft();
    void discardDraft();
    void importFile();

    controllers::RunbooksController &m_controller;
    Selection m_selection;
    QWidget *m_window;
    RunbookForm *m_form;
    QPointer<dialogs::KeepRunbookDialog> m_keeping; ///< what is typed is being written
    QAction *m_plan;
    QAction *m_undo;
    QAction *m_policy;
    QAction *m_journal;
    QAction *m_keep;
    QAction *m_discard;
    QAction *m_import;
};

} // namespace sm::pages
