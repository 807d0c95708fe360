// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/cost.h>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;

namespace sm::dialogs {

/// Which values of one dimension are kept, or left out.
class CostFilterDialog : public FormDialog
{
    Q_OBJECT

public:
    /// \p dimensions: names as in costdimension, and how they are shown.
    CostFilterDialog(const QList<QPair<QString, QString>> &dimensions, QWidget *parent);

    /// Opens it; what \p present has of a dimension is ticked.
    void start(const QList<CostFilter> &present);
    /// What valuesWanted() asked for.
    void setValues(const QString &dimension, const QStringList &values);
    /// What is ticked; without values: no condition.
    CostFilter filter() const;

Q_SIGNALS:
    void valuesWanted(const QString &dimension);

private:
    void chooseDimension();
    void narrow();

    QComboBox *m_dimension;
    QLineEdit *m_search;
    QListWidget *m_values;
    QCheckBox *m_excluded;
    QList<CostFilter> m_present;
};

} // namespace sm::dialogs
