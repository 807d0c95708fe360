// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/icons.h>
#include <widgets/theme.h>

#include <QApplication>
#include <QMetaEnum>
#include <QTest>

using namespace sm::widgets;

class TestIcons : public QObject
{
    Q_OBJECT

private:
    /// The colour of the most opaque pixel: what the strokes are painted with.
    static QColor inkOf(const QIcon &icon, QIcon::Mode mode = QIcon::Normal)
    {
        const QImage image = icon.pixmap(QSize(64, 64), mode).toImage().convertToFormat(QImage::Format_ARGB32);
        QColor ink(0, 0, 0, 0);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() > ink.alpha())
                    ink = image.pixelColor(x, y);
            }
        }
        return ink;
    }

private Q_SLOTS:
    void init() { QApplication::setPalette(Theme::light().palette()); }

    void everyGlyph_hasADrawing()
    {
        const auto glyphs = QMetaEnum::fromType<GlyphSet::Glyph>();
        for (int i = 0; i < glyphs.keyCount(); ++i)
            QVERIFY2(inkOf(icon(Glyph(glyphs.value(i)))).alpha() == 255, glyphs.key(i));
    }

    void colour_followsMode()
    {
        const Theme &theme = Theme::light();
        const QIcon trash = icon(Glyph::Trash);

        QCOMPARE(inkOf(trash), theme.muted);
        QCOMPARE(inkOf(trash, QIcon::Disabled), theme.disabled);
        QCOMPARE(inkOf(trash, QIcon::Active), theme.text);
        QCOMPARE(inkOf(trash, QIcon::Selected), theme.text);
    }

    void colour_followsInk()
    {
        QCOMPARE(inkOf(icon(Glyph::Plus, Ink::OnAccent)), Theme::light().onAccent);
        QCOMPARE(inkOf(icon(Glyph::Trash, Ink::Bad)), Theme::light().bad);
        QCOMPARE(inkOf(icon(Glyph::Trash, Ink::Bad), QIcon::Disabled), Theme::light().disabled);
    }

    void colour_afterPaletteChange_isTheNewOne()
    {
        const QIcon copy = icon(Glyph::Copy);
        QCOMPARE(inkOf(copy), Theme::light().muted);

        QApplication::setPalette(Theme::dark().palette());

        QCOMPARE(inkOf(copy), Theme::dark().muted);
    }

    void pixmap_atTwiceTheScale_hasTwiceThePixels()
    {
        const QPixmap pixmap = icon(Glyph::Search).pixmap(QSize(16, 16), 2.0);

        QCOMPARE(pixmap.size(), QSize(32, 32));
        QCOMPARE(pixmap.devicePixelRatio(), 2.0);
    }

    void applicationIcon_hasTheUsualSizes()
    {
        const QList<QSize> sizes = applicationIcon().availableSizes();

        for (const int side : {16, 32, 48, 256})
            QVERIFY(sizes.contains(QSize(side, side)));
    }
};

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
