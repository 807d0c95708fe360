// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace sm::widgets {

/// A password with Show, Paste and, where the page can make one, Generate; all reachable by Tab.
class PasswordField : public QWidget
{
    Q_OBJECT

public:
    /// \p name is the field's accessible name: tr("Temporary password").
    explicit PasswordField(const QString &name, QWidget *parent = nullptr);

    Secret secret() const;
    /// Shows a generated password in clear, since somebody has to read it.
    void setSecret(const Secret &secret);
    bool isEmpty() const;
    void clear();

    void setRevealed(bool revealed);
    /// Offers Generate; generateRequested() is then to be answered by setSecret().
    void setGenerateOffered(bool offered);

    QLineEdit *lineEdit() const { return m_edit; }

Q_SIGNALS:
    void changed();
    void generateRequested();

private:
    void buildLayout();

    QLineEdit *m_edit;
    QToolButton *m_reveal;
    QToolButton *m_paste;
    QToolButton *m_generate;
};

} // namespace sm::widgets
