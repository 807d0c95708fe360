// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/error.h>
#include <core/formfield.h>
#include <core/result.h>
#include <core/userplan.h>
#include <tables/runbooktable.h>

#include <QObject>

#include <map>
#include <memory>

namespace sm::aws {
class Models;
}
namespace sm::operations {
class Catalog;
class Journal;
class Planner;
class Undo;
} // namespace sm::operations
namespace sm::runbooks {
class PickerReader;
class Preparation;
class RunbookLibrary;
class Shelf;
} // namespace sm::runbooks

namespace sm::controllers {

class RunsController;

/// What IAM has to allow for a runbook.
struct ShownPolicy
{
    QString json;
    QString note; ///< what a person should know about it; empty: nothing
};

/// The runbooks of all systems and the drafts that somebody opened: reads, plans and keeps them.
class RunbooksController : public QObject
{
    Q_OBJECT

public:
    /// What it works with; all outlive it, and all that it asks of them.
    struct Services
    {
        const runbooks::Shelf &shelf;
        const operations::Catalog &catalog;
        const aws::Models &models;
        const operations::Planner &planner;
        runbooks::PickerReader &pickers;
        runbooks::Preparation &preparation;
        operations::Journal *journal = nullptr; ///< nullptr: nobody knows of earlier runs
        operations::Undo *undo = nullptr; ///< nullptr: nothing can be taken back
    };

    /// \param systemTitles  by their ids, for the runbooks of the others
    RunbooksController(Services services, SystemInfo system, QMap<QString, QString> systemTitles, RunsController &runs,
        QObject *parent = nullptr);
    ~RunbooksController() override;

    tables::RunbookTable &table() { return m_table; }
    const SystemInfo &system() const { return m_system; }
    bool isLoading() const { return m_loading; }
    bool isPlanning() const { return m_planning; }
    /// Why the runbooks could not be read at all.
    const std::optional<Error> &problem() const { return m_problem; }
    /// What is wrong with the files that were left out: "create-user.yaml:12:5: …".
    const QStringList &fileProblems() const { return m_fileProblems; }
    void setIdentity(const Identity &identity) { m_identity = identity; }

    /// Reads the files again, and when each runbook last ran; changed() follows.
    void reload();

    QList<FormField> fields(const QString &key) const;
    /// What is wrong with \p values, by the names of the fields; empty: nothing.
    QMap<QString, QString> check(const QString &key, const FormValues &values) const;
    /// Reads what a field can be; optionsRead() or optionsFailed() follows.
    void readOptions(const QString &key, const QString &field, const FormValues &values);
    /// Plans it with what is there now; planned() or planFailed() follows.
    void plan(const QString &key, const FormValues &values);
    /// The plan is not wanted any more: nothing follows.
    void cancelPlan();
    /// Plans what takes its last run back, as a whole; undoPlanned() or planFailed() follows.
    void planUndo(const QString &key);
    /// The same of a run of the journal.
    void planUndoOfRun(qint64 run);
    /// The policy of all that it can do, as `stationmaster policy` makes it: "*" stands for the values.
    /// \error Kind::NotFound, and as runbooks::policyOf()
    Result<ShownPolicy> policy(const QString &key) const;

    /// Reads a Markdown file and shows its runbooks as drafts; imported() or failed() follows.
    void import(const QString &file);
    /// Keeps a reviewed draft as one of this system; saved() or failed() follows.
    void save(const QString &key, const QString &title, const QDate &reviewBy);
    void discard(const QString &key);

Q_SIGNALS:
    void changed();
    void planningChanged();
    void optionsRead(const QString &field, const QList<sm::FieldOption> &options);
    void optionsFailed(const QString &field, const sm::Error &error);
    void planned(const sm::UserPlan &plan);
    void planFailed(const sm::Error &error);
    void undoPlanned(const sm::UserPlan &plan);
    /// A run of a runbook has begun.
    void runStarted(int run);
    /// \p keys of the drafts, in the order of the file.
    void imported(const QStringList &keys);
    void saved(const QString &key, const QString &file);
    void failed(const sm::Error &error);

private:
    struct Entry;
    const Entry *find(const QString &key) const;
    QString titleOf(const Entry &entry) const;
    void keep(const runbooks::RunbookLibrary &library);
    void show();
    void readLastRuns();
    void readLastRun(const QString &key);
    void afterRun(int run);
    void finishSave(const QString &draft, const QString &key, const QString &file);
    void setPlanning(bool planning);

    Services m_services;
    SystemInfo m_system;
    QMap<QString, QString> m_systemTitles;
    RunsController &m_runs;
    Identity m_identity;
    tables::RunbookTable m_table;
    std::vector<std::unique_ptr<Entry>> m_kept;
    std::vector<std::unique_ptr<Entry>> m_drafts;
    QMap<QString, QList<RunbookFinding>> m_findings; ///< of drafts that were kept, by the new key
    QStringList m_fileProblems;
    std::optional<Error> m_problem;
    bool m_loading = false;
    bool m_planning = false;
    int m_generation = 0;
    int m_nextDraft = 1;
    CancelSource m_cancel;
    CancelSource m_planCancel;
    std::map<QString, CancelSource> m_optionCancels; ///< by field
};

} // namespace sm::controllers
