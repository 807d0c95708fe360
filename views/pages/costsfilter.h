// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/costscontroller.h>

#include <QWidget>

namespace sm::widgets {
class FilterField;
}

namespace sm::pages {

/// The filter field of the costs, and a dialog that fills it from lists: `region:us-east-1` keeps charges,
/// `not-region:us-east-1` leaves them out, `tag:team=data` is a tag, `(none)` a charge without one; words narrow the
/// groups by their names.
class CostsFilter : public QWidget
{
    Q_OBJECT

public:
    explicit CostsFilter(controllers::CostsController &controller, QWidget *parent = nullptr);

    widgets::FilterField *field() const { return m_field; }
    /// Opens the dialog; nothing without a source.
    void choose();

    /// The chips that say the same, and back.
    static QString toText(const QList<CostFilter> &filters, const QString &words);

private:
    void ask();
    void showQuestion();

    controllers::CostsController &m_controller;
    widgets::FilterField *m_field;
    QStringList m_keys; ///< of the chips
    bool m_asking = false; ///< the question comes from the field
};

} // namespace sm::pages
