// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/filterchip.h>

#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace sm::widgets {

class FilterChipButton;
class TextLabel;

/// A line of text in which finished tokens `key:value ` of the known keys become chips; the count stands at the right.
///
/// Keyboard: a space or Enter after a token makes the chip; Left or Backspace at the start of the text goes to the
/// last chip; Left, Right walk; Backspace, Delete or Space on a chip removes it; Enter on it brings it back as text;
/// Escape clears the text, then leaves; Down asks for the table.
class FilterField : public QWidget
{
    Q_OBJECT

public:
    /// \p name is the accessible name and the placeholder: tr("Filter users").
    explicit FilterField(const QString &name, QWidget *parent = nullptr);

    /// Keys whose tokens become chips, lower case: "group", "status", "enabled". Others stay text.
    void setKeys(const QStringList &keys);

    /// Chips and text in canonical form: `group:Analysts enabled:no ada`. Restores what filter() gave.
    void setFilter(const QString &raw);
    QString filter() const;
    QString text() const;
    QList<FilterChip> chips() const;
    /// Replaces the chips of the same key, or adds one; an empty value removes them.
    void setChip(const FilterChip &chip);
    void clear();

    /// "15 of 5 214": what is shown of what there is; negative \p total: nothing to say yet.
    void setCount(qint64 shown, qint64 total);

    QLineEdit *lineEdit() const { return m_edit; }
    QSize sizeHint() const override;

Q_SIGNALS:
    /// Text or chips have changed, by a person or by code; once per change.
    void filterChanged(const QString &raw);
    /// There are more or fewer chips; also where a word became one, which leaves filter() as it was.
    void chipsChanged();
    /// Down was pressed: the focus wants to go to the rows.
    void rowsRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void buildLayout(const QString &name);
    bool editKeyPressed(int key);
    bool chipKeyPressed(FilterChipButton *chip, int key);
    void setText(const QString &text);
    void takeTokens(bool complete);
    void insertChip(const FilterChip &chip);
    void dropChips(const QString &key); ///< empty: all
    void discard(FilterChipButton *chip);
    void removeChip(FilterChipButton *chip);
    void editChip(FilterChipButton *chip);
    void focusChip(qsizetype index);
    void announce();

    QStringList m_keys;
    QLineEdit *m_edit;
    QHBoxLayout *m_chipRow;
    TextLabel *m_count;
    QList<FilterChipButton *> m_chips;
    bool m_hasRows = true; ///< as far as known
    QString m_announced;
    qsizetype m_announcedChips = 0;
};

} // namespace sm::widgets
