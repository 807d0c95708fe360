// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/formfield.h>

class QTimer;

namespace sm::widgets {
class LoadingLine;
}

namespace sm::dialogs {

class FieldEditor;

/// What a runbook asks for, field by field, before it is planned.
class ParameterForm : public FormDialog
{
    Q_OBJECT

public:
    ParameterForm(const QString &title, const QList<FormField> &fields, QWidget *parent);

    FormValues values() const;
    /// What is wrong, by the names of the fields. The first of them gets the focus.
    void setProblems(const QMap<QString, QString> &problems);
    /// Whether nothing was given that is none at all; otherwise the field says so.
    bool isReadable();
    /// While the plan is made everything stands still but Cancel.
    void setPlanning(bool planning);
    void setOptions(const QString &field, const QList<FieldOption> &options);
    void setOptionsProblem(const QString &field, const Error &error);
    /// Asks for the values of all fields that have some.
    void askForOptions();

Q_SIGNALS:
    void optionsWanted(const QString &field);

private:
    void buildFields(const QList<FormField> &fields);
    void fieldChanged(const QString &name);
    FieldEditor *editor(const QString &name) const;
    FieldEditor *firstToFill() const;

    QList<FieldEditor *> m_editors;
    QWidget *m_fields;
    widgets::LoadingLine *m_loading;
    widgets::TextLabel *m_status;
    QTimer *m_settled; ///< somebody stopped typing: what depends on it is read again
    QStringList m_stale;
};

} // namespace sm::dialogs
