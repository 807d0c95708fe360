// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/contrast.h>
#include <widgets/theme.h>

#include <QTest>

using namespace sm::widgets;

/// Contrast of every pair of colours that the widgets paint on one another (WCAG 2.2, and 7:1 for body text).
class TestTheme : public QObject
{
    Q_OBJECT

private:
    static QList<Theme> themes() { return {Theme::light(), Theme::dark()}; }

    static QList<QColor> surfaces(const Theme &theme)
    {
        return {theme.background, theme.panel, theme.sidebar, theme.sunken, theme.hover, theme.selection};
    }

    static bool reaches(const QColor &ink, const QColor &surface, double least)
    {
        const double ratio = contrastRatio(ink, surface);
        if (ratio < least)
            qWarning("%s on %s is %.2f:1, less than %.1f:1", qPrintable(ink.name()), qPrintable(surface.name()), ratio,
                least);
        return ratio >= least;
    }

private Q_SLOTS:
    void contrastRatio_knownPairs_asWcagSays()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::black), 21.0);
        QCOMPARE(contrastRatio(Qt::red, Qt::red), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
    }

    void text_onEverySurfaceAndTint_is7()
    {
        for (const Theme &theme : themes()) {
            for (const QColor &surface :
                surfaces(theme) + QList<QColor>{theme.warningTint, theme.badTint, theme.infoTint, theme.goodTint})
                QVERIFY(reaches(theme.text, surface, 7));
        }
    }

    void muted_onEverySurface_is4_5()
    {
        for (const Theme &theme : themes()) {
            for (const QColor &surface : surfaces(theme))
                QVERIFY(reaches(theme.muted, surface, 4.5));
        }
    }

    void accentAndBad_whereWordsStand_are4_5()
    {
        for (const Theme &theme : themes()) {
            for (const QColor &surface : {theme.panel, theme.background, theme.hover}) {
                QVERIFY(reaches(theme.accent, surface, 4.5));
                QVERIFY(reaches(theme.bad, surface, 4.5));
            }
        }
    }

    void mutedAndAccent_onNotices_are4_5()
    {
        for (const Theme &theme : themes()) {
            for (const QColor &surface : {theme.badTint, theme.warningTint, theme.selection}) {
                QVERIFY(reaches(theme.muted, surface, 4.5));
                QVERIFY(reaches(theme.accent, surface, 4.5));
            }
        }
    }

    void tones_onTheirTints_are4_5()
    {
        for (const Theme &theme : themes()) {
            for (const Tone tone : {Tone::Neutral, Tone::Info, Tone::Good, Tone::Warning, Tone::Bad})
                QVERIFY(reaches(theme.tone(tone).ink, theme.tone(tone).tint, 4.5));
        }
    }

    void filledButtons_words_are4_5()
    {
        for (const Theme &theme : themes()) {
            for (const QColor &fill : {theme.accent, theme.accentHover, theme.accentPressed, theme.bad})
                QVERIFY(reaches(theme.onAccent, fill, 4.5));
        }
    }

    void outlinesAndFocus_onEverySurface_are3()
    {
        for (const Theme &theme : themes()) {
            for (const QColor &surface : surfaces(theme)) {
                QVERIFY(reaches(theme.outline, surface, 3));
                QVERIFY(reaches(theme.accent, surface, 3));
            }
        }
    }

    void palette_ofATheme_leadsBackToIt()
    {
        QCOMPARE(Theme::of(Theme::light().palette()).mode, Mode::Light);
        QCOMPARE(Theme::of(Theme::dark().palette()).mode, Mode::Dark);
    }

    void palette_disabledText_isNotTheEnabledOne()
    {
        for (const Theme &theme : themes()) {
            const QPalette palette = theme.palette();

            QCOMPARE(palette.color(QPalette::Disabled, QPalette::WindowText), theme.disabled);
            QCOMPARE(palette.color(QPalette::Active, QPalette::WindowText), theme.text);
        }
    }
};

QTEST_GUILESS_MAIN(TestTheme)
#include "tst_theme.moc"
