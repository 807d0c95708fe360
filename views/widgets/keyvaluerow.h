// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/keyvaluelist.h>

#include <QAbstractButton>

namespace sm::widgets {

/// One row of a KeyValueList: a button, so that keyboard and screen reader reach it, painted as two columns.
class KeyValueRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit KeyValueRow(QWidget *parent);

    const KeyValue &content() const { return m_content; }
    void setContent(const KeyValue &content);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect valueRect() const;
    int keyWidth() const;

    KeyValue m_content;
};

} // namespace sm::widgets
