// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/keyvaluelist.h>

#include "keyvaluerow.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QVBoxLayout>

namespace sm::widgets {

KeyValueList::KeyValueList(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(0);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void KeyValueList::setRows(const QList<KeyValue> &rows)
{
    while (m_rows.size() < rows.size())
        addRow();
    while (m_rows.size() > rows.size())
        delete m_rows.takeLast();
    for (qsizetype i = 0; i < rows.size(); ++i)
        m_rows[i]->setContent(rows[i]);
}

QList<KeyValue> KeyValueList::rows() const
{
    QList<KeyValue> rows;
    for (const KeyValueRow *row : m_rows)
        rows.append(row->content());
    return rows;
}

void KeyValueList::addRow()
{
    auto *row = new KeyValueRow(this);
    m_layout->addWidget(row);
    m_rows.append(row);
    connect(row, &KeyValueRow::clicked, this, [this, row] {
        QGuiApplication::clipboard()->setText(row->content().value);
        Q_EMIT copied(row->content().key, row->content().value);
    });
}

} // namespace sm::widgets
