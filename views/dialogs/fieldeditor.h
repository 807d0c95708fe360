// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fieldinput.h"

#include <QWidget>

namespace sm::widgets {
class LoadingLine;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

/// A field with what a person should know about it below: what is wrong, else how the reading of values to choose from
/// goes, and its help.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FieldEditor(const FormField &field, QWidget *parent = nullptr);

    const FormField &field() const { return m_field; }
    /// What takes the focus, and the label's buddy.
    QWidget *input() const { return m_input.widget; }
    /// As FieldInput::value.
    Result<QJsonValue> value() const { return m_input.value(); }
    Secret secret() const { return m_input.secret ? m_input.secret() : Secret(); }
    /// A clause that goes on from the field's title: "is needed". Empty: nothing is wrong.
    void setProblem(const QString &clause);
    void setLoading();
    void setOptions(const QList<FieldOption> &options);
    void setOptionsProblem(const QString &sentence);

Q_SIGNALS:
    void changed();

private:
    void buildLayout();
    void tell(const QString &sentence);

    FormField m_field;
    FieldInput m_input;
    widgets::TextLabel *m_problem;
    widgets::TextLabel *m_status;
    widgets::LoadingLine *m_loading;
};

} // namespace sm::dialogs
