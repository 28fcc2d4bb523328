"""The rules of shares on screen: dated settings with their source, classes, suspension, writing down."""
