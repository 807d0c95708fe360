// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

class QToolButton;

namespace sm::widgets {

/// Lines of a shell, read-only and selectable, with a Copy button; as high as its lines up to a limit.
class CodeBlock : public QPlainTextEdit
{
    Q_OBJECT

public:
    /// \p accessibleName says what the lines are: tr("AWS CLI").
    explicit CodeBlock(const QString &accessibleName, QWidget *parent = nullptr);

    /// \p copied is what Copy gives; empty: the same.
    void setCode(const QString &code, const QString &copied = {});
    /// Lines shown before it scrolls, 1 to 100; 12 unless said otherwise.
    void setMaximumLines(int lines);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QToolButton *m_copy;
    QString m_copied;
    int m_maximumLines = 12;
};

} // namespace sm::widgets
