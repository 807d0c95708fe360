// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/user.h>

class QTableWidget;

namespace sm::dialogs {

/// Attributes of one user as a table of names and values; an empty value deletes the attribute.
class AttributesDialog : public FormDialog
{
    Q_OBJECT

public:
    AttributesDialog(const User &user, const QStringList &known, QWidget *parent);

    QList<UserAttribute> attributes() const;

private:
    void addAttribute(const QString &name, const QString &value);

    QTableWidget *m_table;
};

} // namespace sm::dialogs
